import { describe, expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

const MINUTES = 60_000;

/** States above which XState itself takes more than an hour. */
const STATES_MAX = 500_000;

/**
 * The reference engine to the end: at the proposal's own sizes where its graph is small enough to be
 * compared with what is pinned, else at its small sizes against the explicit engine.
 */
describe.each(proposals.map((proposal) => [proposal.system.name, proposal] as const))(
  '%s',
  (name, { pinned, smallSizes }) => {
    test(
      'is the same to the reference engine',
      async () => {
        if (pinned.states <= STATES_MAX / 50) {
          const { code, err } = await runBuilt(['check', name, '--engine', 'reference']);
          expect({ code, err }).toEqual({ code: 0, err: '' });
          return;
        }
        const size = Object.entries(smallSizes).map(([set, count]) => `${set}=${count}`);
        const found = async (engine: string) => {
          const { out } = await runBuilt([
            'check',
            name,
            '--engine',
            engine,
            '--json',
            '--max-states',
            `${STATES_MAX}`,
            '--size',
            size.join(),
          ]);
          const [proposal] = JSON.parse(out).proposals;
          const { states, transitions, depth, complete, claims } = proposal;
          return { states, transitions, depth, complete, claims };
        };
        const explicit = await found('explicit');
        expect(explicit.complete).toBe(true);
        expect(await found('reference')).toEqual(explicit);
      },
      60 * MINUTES,
    );
  },
);
