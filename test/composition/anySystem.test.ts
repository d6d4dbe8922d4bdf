import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { check, type Report, VIOLATED } from '../../checker/index.ts';
import { compose, replay } from '../../composition/index.ts';
import { anySystem } from '../fixtures/anySystem.ts';

const SEED = 20_261_121;
/** The reference engine asks XState for every step of every state; a few thousand a second. */
const STATES_MAX = 100;

const numbers = ({ states, transitions, depth, claims }: Report) => ({
  states,
  transitions,
  depth,
  claims: claims.map(({ claim, verdict, trace }) => [claim, verdict, trace?.length]),
});

test(`explicit on the tables agrees with reference on the machines, for any small system (seed ${SEED})`, async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(anySystem, async (system) => {
      const composed = compose(system);
      const explicit = await check(composed, { maxStates: STATES_MAX });
      fc.pre(explicit.complete);
      const reference = await check(composed, { engine: 'reference' });
      expect(numbers(explicit)).toEqual(numbers(reference));
      expect(explicit.claims).toEqual(reference.claims);
      for (const [number, { verdict, trace, loop }] of explicit.claims.entries()) {
        const kind = `${system.claims[number]?.kind} ${verdict}`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        if (!trace) continue;
        if (loop || verdict === 'holds') continue;
        const { states } = replay(composed.world, trace);
        const [before, after] = [states.at(-2), states.at(-1)];
        const marks =
          composed.network.claims[number]?.kind === 'eachStep'
            ? composed.model?.judgeStep(number, before, trace.at(-1)?.event ?? '', after)
            : composed.model?.judgeState(number, after);
        expect(marks).toContain(VIOLATED);
      }
    }),
    { seed: SEED, numRuns: 100 },
  );
  // A comparison that never met a verdict of a kind of claim says nothing of it.
  // These are about every system, so they always apply.
  for (const kind of ['always', 'eachStep', 'possible', 'monitor', 'leadsTo', 'eventually', 'sometimes'])
    for (const verdict of ['holds', 'violated', 'vacuous'])
      if (verdict !== 'vacuous' || (kind !== 'eventually' && kind !== 'sometimes'))
        expect([kind, verdict, (seen.get(`${kind} ${verdict}`) ?? 0) > 2]).toEqual([kind, verdict, true]);
}, 60_000);
