// A process of its own for what asks XState much: inside Jest's sandbox that is slow and its memory is not given
// back. Reads what `check --json` printed; for every proposal it takes each trace through the machines, walks at
// random, and lets the reference engine search the beginning of the small world. Prints one JSON object a line.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { check } from '../../dist/checker/index.js';
import { compose, replay } from '../../dist/composition/index.js';
import { proposals } from '../../dist/proposals/index.js';

/**
 * States that XState itself explores in a second or two. Of a larger graph it searches only the beginning, and the
 * rest is for the long tests.
 */
const WHOLE_MAX = 400;
const BEGINNING = 80;

const { proposals: run } = JSON.parse(readFileSync(0, 'utf8'));

/** What two engines must agree on. */
const agreement = ({ states, transitions, depth, complete, claims }) => ({
  states,
  transitions,
  depth,
  complete,
  verdicts: claims.map(({ claim, verdict, trace }) => [claim, verdict, trace?.length ?? null]),
  lassos: claims.map(({ trace = [], loop = [] }) => [...trace, ...loop].map(({ event }) => event)),
});

for (const { system, smallSizes } of proposals) {
  const composition = compose(system);
  const { claims } = run.find(({ name }) => name === system.name);
  const refused = claims.flatMap(({ invariant, trace = [], loop = [] }) => {
    try {
      const { steps, states } = replay(composition.world, [...trace, ...loop]);
      const moves = steps.map(({ event, by }) => ({ event, by }));
      if (JSON.stringify(moves) !== JSON.stringify([...trace, ...loop])) return [`${invariant}: others move`];
      const key = (state) => composition.model.key(state);
      return key(states.at(-1)) === key(states[trace.length]) ? [] : [`${invariant}: its loop is none`];
    } catch (error) {
      return [`${invariant}: ${error.message}`];
    }
  });
  const walked = await check(composition, { engine: 'walk', walks: 20, walkLength: 40 });
  const walks = walked.claims.map(({ claim, verdict, trace }) => ({
    claim,
    verdict,
    steps: trace?.length ?? null,
  }));
  const small = isDeepStrictEqual(smallSizes, system.sizes) ? composition : compose(system, smallSizes);
  const explicit = await check(small);
  const maxStates = explicit.states <= WHOLE_MAX ? WHOLE_MAX : BEGINNING;
  const reference = await check(small, { engine: 'reference', maxStates });
  const line = {
    name: system.name,
    refused,
    walks,
    explicit: agreement(explicit),
    reference: agreement(reference),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
