import { compiled, figure } from '../compiled.ts';
import { countsOf } from '../counts.ts';
import type { Contender } from '../measured.ts';
import { promelaModel } from './promelaModel.ts';

/**
 * SPIN, exhaustive: every state is stored whole, and no reduction is on.
 *
 * @param flags of the C compiler, which choose the search.
 * @param args of the verifier.
 */
export const spin = (
  name: string,
  summary: string,
  flags: readonly string[],
  args: readonly string[] = [],
): Contender => ({
  name,
  summary,
  needs: ['spin', 'gcc'],
  run: async (world, signal) => {
    const { out, ...took } = await compiled(
      {
        files: { 'model.pml': promelaModel(world.pages, world.slots) },
        make: [
          ['spin', '-a', 'model.pml'],
          ['gcc', '-O3', '-w', '-DSAFETY', '-DNOREDUCE', ...flags, '-o', 'pan', 'pan.c'],
        ],
        // No path is longer than the world has states.
        run: ['./pan', ...args, `-m${countsOf(world).states + 1n}`],
      },
      signal,
    );
    if (!/errors: 0\b/.test(out) || /too small|not completed|out of memory/.test(out))
      throw new Error(`SPIN did not search the whole world: ${out.slice(-500)}`);
    const states = figure(out, /(\d+) states, stored/);
    // SPIN counts the step that enters the initial state.
    return { ...took, states, transitions: figure(out, /(\d+) transitions/) - 1n };
  },
});
