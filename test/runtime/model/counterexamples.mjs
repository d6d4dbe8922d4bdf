// Every counterexample of the designs with some family at their small sizes, on bytes: { family } in. Found and executed by the build, in
// a process of its own.
import { readFileSync } from 'node:fs';
import { check } from '../../../dist/checker/index.js';
import { compose } from '../../../dist/composition/index.js';
import { proposals } from '../../../dist/proposals/index.js';
import { runOnBytes, runsOnBytes } from '../../../dist/runtime/index.js';

const { family } = JSON.parse(readFileSync(0, 'utf8'));
const told = [];
for (const { system, smallSizes } of proposals) {
  if (!(family in system.families) || !runsOnBytes(system)) continue;
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
