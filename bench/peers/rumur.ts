import { compiled, figure } from '../compiled.ts';
import type { Contender } from '../measured.ts';
import { murphiModel } from './murphiModel.ts';

/** rumur, a Murphi checker, without symmetry reduction. */
export const rumur = (threads: number): Contender => ({
  name: threads === 1 ? 'rumur' : `rumur, ${threads} threads`,
  summary: `breadth-first, packed states, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  needs: ['rumur', 'gcc'],
  run: async ({ pages, slots }, signal) => {
    const options = ['--symmetry-reduction', 'off', '--deadlock-detection', 'off', '--threads', `${threads}`];
    const { out, ...took } = await compiled(
      {
        files: { 'model.m': murphiModel(pages, slots) },
        make: [
          ['rumur', ...options, '--output-format', 'machine-readable', 'model.m', '-o', 'model.c'],
          ['gcc', '-O3', '-w', '-mcx16', '-o', 'model', 'model.c', '-lpthread'],
        ],
        run: ['./model'],
      },
      signal,
    );
    return {
      ...took,
      states: figure(out, /summary states="(\d+)"/),
      transitions: figure(out, /summary states="\d+" rules_fired="(\d+)"/),
    };
  },
});
