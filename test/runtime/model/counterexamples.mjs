// Every counterexample of the DMA designs at their small sizes, on bytes: found and executed by the build in a process of its own.
import { check } from '../../../dist/checker/index.js';
import { compose } from '../../../dist/composition/index.js';
import { proposals } from '../../../dist/proposals/index.js';
import { dmaDecisions, runOnBytes } from '../../../dist/runtime/index.js';

const told = [];
for (const { system, smallSizes } of proposals) {
  if (!('dmaDirect' in system.families) || !Object.hasOwn(dmaDecisions.designs, system.name)) continue;
  const composition = compose(system, smallSizes);
  const { claims } = await check(composition);
  const ran = claims.flatMap(({ claim, verdict, trace, loop }) => {
    if (verdict !== 'violated' || !trace) return [];
    const { steps, refused, secrets, differsAfterStep } = runOnBytes(composition.world, [
      ...trace,
      ...(loop ?? []),
    ]);
    const all = trace.length + (loop?.length ?? 0);
    return [{ claim, all, steps, refused, secrets: secrets.length, differs: differsAfterStep !== undefined }];
  });
  told.push({ proposal: system.name, ran });
}
process.stdout.write(JSON.stringify(told));
