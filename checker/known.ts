/** States that a breadth-first search has found, numbered layer by layer from the initial one, which is 0. */
export interface Listed {
  readonly size: number;
  /** Writes the packed state of that number to the beginning of `into`. */
  copy(number: number, into: Uint32Array): void;
  /** Number of the state from which state `number` was first reached; -1 for the initial one. */
  parentOf(number: number): number;
}

/** As {@link Listed}, with a table of them. */
export interface Known extends Listed {
  /** Memory that they take. */
  readonly bytes: number;
  /** Number of the packed state at `source[at ..]`, or -1. */
  find(source: Uint32Array, at: number): number;
  /** Step numbers of a shortest way from the initial state to state `number`. */
  pathTo(number: number): number[];
}
