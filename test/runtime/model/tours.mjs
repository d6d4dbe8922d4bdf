// Tours of the build in a process of its own, since Jest's sandbox is slow: [{ proposal, sizes?, cover?, maxTransitions? }] in, reports out.
import { readFileSync } from 'node:fs';
import { proposals } from '../../../dist/proposals/index.js';
import { secretsSeen, square, Twin } from '../../../dist/runtime/index.js';

// Mappings that fail are steps like others here, and nobody looks where their errors were thrown.
Error.stackTraceLimit = 0;
const tours = JSON.parse(readFileSync(0, 'utf8'));
const reports = tours.map(({ proposal, ...how }) => {
  const { system, smallSizes: sizes } = proposals.find((one) => one.system.name === proposal);
  const twin = new Twin('HIDDEN');
  const seen = { secret: 0, stalePages: 0, staleSlots: 0, different: 0, differentUnseen: 0 };
  const report = square(system, {
    sizes,
    ...how,
    after: (guest, event) => twin.step(guest, event),
    look: (guest) => {
      const secrets = secretsSeen(guest);
      for (const { content, where } of secrets)
        seen[content === 'secret' ? content : where.startsWith('page') ? 'stalePages' : 'staleSlots']++;
      if (twin.difference() === undefined) return;
      seen.different++;
      if (secrets.length === 0) seen.differentUnseen++;
    },
  });
  return { proposal, ...report, ...seen };
});
process.stdout.write(JSON.stringify(reports));
