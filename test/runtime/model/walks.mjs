// Random ways of larger worlds on bytes, by the build and in a process of its own: { proposal, sizes, seed, walks, path? } in, what
// fast-check found out. A walk is a list of numbers, each of which picks one of the ways out of the state it meets.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compose } from '../../../dist/composition/index.js';
import { proposals } from '../../../dist/proposals/index.js';
import { Lockstep } from '../../../dist/runtime/index.js';

const { proposal, sizes, seed, walks, path, wrong } = JSON.parse(readFileSync(0, 'utf8'));
const { system } = proposals.find((one) => one.system.name === proposal);
const both = new Lockstep(compose({ ...system, claims: [] }, sizes), { sizes });
const states = new Set();
let steps = 0;
let disagreement;
const found = fc.check(
  fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 200, size: 'max' }), (picks) => {
    both.restart();
    for (const pick of picks) {
      const { first, end } = both.graph.ways(both.state);
      if (end === first) return;
      const way = both.graph.way(first + (pick % (end - first)));
      steps++;
      // Told to, the model takes another way than the bytes do, so that a test sees what is said then.
      disagreement = both.go(wrong ? { ...way, to: both.state } : way);
      if (disagreement) throw new Error(disagreement.what);
      states.add(both.state);
    }
  }),
  { seed, numRuns: walks, ...(path === undefined ? {} : { path, endOnFailure: true }) },
);
process.stdout.write(
  JSON.stringify({
    failed: found.failed,
    seed: found.seed,
    path: found.counterexamplePath,
    states: states.size,
    steps,
    ...(found.failed ? { disagreement } : {}),
  }),
);
