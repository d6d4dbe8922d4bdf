// A process of its own for the long questions to XState about one design, named on the command line. Prints one
// JSON object. `whole`: the reference engine to its end, in the design's own world where that has few enough
// states, else in its small one. `beginning`: as far as so many states in its own world. `deep`: along random
// walks in its own world, whether product and tables offer the same steps, lead to the same states and judge alike.
import { check } from '../../dist/checker/index.js';
import { compose } from '../../dist/composition/index.js';
import { proposals } from '../../dist/proposals/index.js';

/** States that the reference engine explores in minutes; it does some 300 in a second. */
const WHOLE_MAX = 30_000;
const BEGINNING = 2000;
const WALKS = 10;
const WALK_LENGTH = 100;
const SEED = 20_261_126;

const { system, smallSizes } = proposals.find(({ system: { name } }) => name === process.argv[2]);

/** What two engines must agree on. */
const agreement = ({ states, transitions, depth, complete, claims }) => ({
  states,
  transitions,
  depth,
  complete,
  verdicts: claims.map(({ claim, verdict, trace }) => [claim, verdict, trace?.length ?? null]),
});

async function whole(composition, explicit) {
  if (explicit.states > WHOLE_MAX) return null;
  return {
    explicit: agreement(explicit),
    reference: agreement(await check(composition, { engine: 'reference' })),
  };
}

async function beginning(composition, explicit) {
  const reference = await check(composition, { engine: 'reference', maxStates: BEGINNING });
  const kinds = composition.network.claims.map(({ kind }) => kind);
  return { kinds, explicit: agreement(explicit), reference: agreement(reference) };
}

/** Differences between the product and the tables along random walks, and how much was compared. */
function deep({ network, model, tables, world }) {
  let random = SEED;
  const draw = (count) => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((random / 2 ** 32) * count);
  };
  const differences = [];
  const compared = { states: 0, steps: 0 };
  const keyOf = (locals) =>
    locals.map((local, part) => world.parts[part].machine.key(tables[part].snapshots[local])).join('\n');
  const marksOf = ({ instances }, locals) =>
    instances.map(
      ({ parts, table }) =>
        table[parts.reduce((index, part) => index * network.parts[part].states.length + locals[part], 0)],
    );
  /** How often each mark but NOT_APPLICABLE was given. */
  const tally = (marks) => [1, 2].map((mark) => marks.filter((m) => m === mark).length).join();
  const same = (what, fromModel, fromTables) => {
    if (fromModel !== fromTables) differences.push(`${what}: ${fromModel} and ${fromTables}`);
  };
  for (let walk = 0; walk < WALKS; walk++) {
    let state = model.initial();
    let locals = network.parts.map(({ initial }) => initial);
    for (let length = 0; length < WALK_LENGTH; length++) {
      compared.states++;
      network.claims.forEach((claim, c) => {
        if (claim.kind === 'always' || claim.kind === 'possible')
          same(claim.name, tally(model.judgeState(c, state)), tally(marksOf(claim, locals)));
      });
      const offered = [...model.steps(state)];
      const possible = network.steps.flatMap(({ name, moves }, s) =>
        moves.every(({ part, to }) => to[locals[part]] >= 0) ? [{ name, moves, s }] : [],
      );
      same('steps', offered.map(({ event }) => event).join(), possible.map(({ name }) => name).join());
      if (differences.length > 0) return { differences, compared };
      if (possible.length === 0) break;
      const chosen = draw(possible.length);
      const { event, next } = offered[chosen];
      const { moves, s } = possible[chosen];
      compared.steps += possible.length;
      network.claims.forEach((claim, c) => {
        if (claim.kind !== 'eachStep') return;
        const concerned = { instances: claim.instances.filter(({ step }) => step === s) };
        same(
          `${claim.name}, ${event}`,
          tally(model.judgeStep(c, state, event, next)),
          tally(marksOf(concerned, locals)),
        );
      });
      locals = [...locals];
      for (const { part, to } of moves) locals[part] = to[locals[part]];
      state = next;
      same(`state after ${event}`, model.key(state), keyOf(locals));
    }
  }
  return { differences, compared };
}

const own = compose(system);
const explicit = await check(own);
const small = compose(system, smallSizes);
const few = explicit.states <= WHOLE_MAX;
console.log(
  JSON.stringify({
    whole: few ? await whole(own, explicit) : await whole(small, await check(small)),
    beginning: few ? null : await beginning(own, explicit),
    deep: deep(own),
  }),
);
