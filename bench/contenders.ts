import type { CheckOptions } from '../checker/index.ts';
import type { Contender } from './measured.ts';
import { ownContender } from './ownContender.ts';
import { handWritten } from './peers/handWritten.ts';
import { rumur } from './peers/rumur.ts';
import { spin } from './peers/spin.ts';

const ours = (name: string, summary: string, options: CheckOptions): Contender =>
  ownContender(name, summary, (world) => ({ with: 'check', world, options }));

/** The engine that the others are compared with. */
export const explicit = ours('explicit', 'ours: breadth-first, with parents', {
  engine: 'explicit',
  workers: 1,
});

/** The same in two threads. */
export const explicitInTwo = ours('explicit, 2 workers', 'the same on 2 cores', {
  engine: 'explicit',
  workers: 2,
});

/** The engine that lists no states. */
export const symbolic = ours('symbolic', 'ours: decision diagrams', { engine: 'symbolic' });

/** Those that can explore a world of millions of states, ours first. */
export const contenders: readonly Contender[] = [
  explicit,
  explicitInTwo,
  symbolic,
  handWritten('C', 'written by hand for this model alone; no parents', 1),
  handWritten('C, batched', 'the same; 64 successors are fetched at a time', 64),
  spin('SPIN DFS', 'depth-first (-DSAFETY)', []),
  spin('SPIN BFS', 'breadth-first (-DBFS)', ['-DBFS']),
  spin('SPIN BFS_PAR', 'breadth-first on 2 cores (-DBFS_PAR)', ['-DBFS_PAR'], ['-u2']),
  rumur(1),
  rumur(2),
];

/** Those that ask XState about every step, with the engine that they are compared with. */
export const smallContenders: readonly Contender[] = [
  explicit,
  ours('reference', "ours: XState's own transition", { engine: 'reference' }),
  ownContender('xstate/graph', 'one machine, getAdjacencyMap', (world) => ({ with: 'xstate/graph', world })),
];
