export { type Bench, type BenchOptions, bench, rowNames } from './bench.ts';
export { type Counts, countsOf, type World } from './counts.ts';
export type { Contender, Measured } from './measured.ts';
export { pagesAndSlots } from './pagesAndSlots.ts';
export { type BenchRow, type LeftOut, rowOf } from './rowOf.ts';
