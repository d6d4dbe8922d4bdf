/** Bounds of a search and how to watch or stop it. Reaching a bound is never a success: it is `unknown`. */
export interface Limits {
  /** Distinct states after which the search stops; `symbolic` does not look at it. Default: no bound but memory. */
  readonly maxStates?: number;
  /** Bytes of search memory after which it stops. Default 4 GiB. */
  readonly maxBytes?: number;
  /** Stops the search at the next progress point; the report is then partial. */
  readonly signal?: AbortSignal;
  /** Called now and then, at most once for some ten thousand transitions. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a search is. */
export interface Progress {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** States found and not yet expanded. */
  readonly frontier: number;
  /** Nodes of the decision diagrams, where the engine has some; only the number of states is then exact at the end. */
  readonly nodes?: number;
}

/** Search memory allowed where nothing else is said, in bytes: 4 GiB. */
export const MAX_BYTES_DEFAULT = 4 * 1024 ** 3;
