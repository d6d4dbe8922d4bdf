// Tours of the build in a process of its own, since Jest's sandbox is slow: [{ proposal, maxTransitions? }] in, reports out.
import { readFileSync } from 'node:fs';
import { proposals } from '../../../dist/proposals/index.js';
import { secretsSeen, square, Twin } from '../../../dist/runtime/index.js';

const tours = JSON.parse(readFileSync(0, 'utf8'));
const reports = tours.map(({ proposal, maxTransitions }) => {
  const { system, smallSizes: sizes } = proposals.find((one) => one.system.name === proposal);
  const twin = new Twin('HIDDEN');
  let secrets = 0;
  let different = 0;
  const report = square(system, {
    sizes,
    ...(maxTransitions === undefined ? {} : { maxTransitions }),
    after: (guest, event) => {
      secrets += secretsSeen(guest).length;
      if (twin.step(guest, event) !== undefined) different++;
    },
  });
  return { proposal, ...report, secrets, different };
});
process.stdout.write(JSON.stringify(reports));
