/** A field in which a golden file and the runtime differ. */
export interface SwiotlbDifference {
  /** Counted from 1. */
  readonly line: number;
  readonly op: string;
  readonly field: string;
  /** What the file has. */
  readonly expected: unknown;
  /** What the runtime does. */
  readonly got: unknown;
}

/** How one golden file compares with the runtime. */
export interface SwiotlbFileReport {
  readonly file: string;
  /** Its own name, and what it is about: `static`, `bounce`, `dynamic` or `sizing`. */
  readonly name: string;
  readonly kind: string;
  /** Operations compared: `agree` and `deviate` add up to it. */
  readonly ops: number;
  readonly agree: number;
  readonly deviate: number;
  /** Fields compared in them. */
  readonly fields: number;
  /** The first differences; all of them if there are not more than `DIFFERENCES_MAX`. */
  readonly differences: readonly SwiotlbDifference[];
  /** Fields of the file that nothing was compared with, as `op.field`. */
  readonly notCompared: readonly string[];
}

/** What `conform swiotlb --json` prints. */
export interface SwiotlbReport {
  readonly schema: 1;
  readonly files: readonly SwiotlbFileReport[];
}

/** A file that goes astray early differs in each line that follows; nobody reads all of them. */
export const DIFFERENCES_MAX = 100;
