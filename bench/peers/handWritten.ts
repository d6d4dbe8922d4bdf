import { compiled, figure, peerSource } from '../compiled.ts';
import type { Contender } from '../measured.ts';

/** The model written in C and nothing else: `batch` successors are gathered before they are looked up. */
export const handWritten = (name: string, summary: string, batch: number): Contender => ({
  name,
  summary,
  needs: ['gcc'],
  run: async ({ pages, slots }, signal) => {
    const sizes = [`-DPAGES=${pages}`, `-DSLOTS=${slots}`, `-DBATCH=${batch}`];
    const { out, ...took } = await compiled(
      { make: [['gcc', '-O3', ...sizes, '-o', 'model', peerSource('pagesAndSlots.c')]], run: ['./model'] },
      signal,
    );
    return { ...took, states: figure(out, /^(\d+)/), transitions: figure(out, /^\d+ (\d+)/) };
  },
});
