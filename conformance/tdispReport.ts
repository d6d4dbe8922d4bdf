/** Steps in which an implementation does otherwise than the machine, counted by what it did. */
export interface TdispCell {
  /** State of the TDI before the request. */
  readonly from: string;
  /** The request as it is written in the file, with its nonce or offset where that matters. */
  readonly req: string;
  /** What the machine does: reply, and state after it. */
  readonly expected: string;
  /** What the file has. */
  readonly observed: string;
  readonly count: number;
}

/** A case of the test specification that has nothing for the machine to judge. */
export interface NotJudged {
  readonly case: string;
  readonly reason: string;
}

/** How one file compares with `tdiMachine`. */
export interface TdispFileReport {
  readonly file: string;
  /** Requests judged: `agree` and `deviate` add up to it. */
  readonly steps: number;
  readonly agree: number;
  readonly deviate: number;
  /** The deviating cells only, most frequent first. */
  readonly cells: readonly TdispCell[];
  /** The (state, request) cells in which the file never deviates. */
  readonly agreeing: readonly { readonly from: string; readonly req: string; readonly count: number }[];
  /** Of a test specification: its cases, and what of it is about bytes and not about states. */
  readonly cases?: {
    readonly total: number;
    readonly judged: number;
    readonly notJudged: readonly NotJudged[];
    readonly assertions: { readonly total: number; readonly judged: number; readonly aboutBytes: number };
  };
}

/** What `conform tdisp --json` prints. */
export interface TdispReport {
  readonly schema: 1;
  readonly files: readonly TdispFileReport[];
}

/** One judged request. */
export interface Judged {
  readonly from: string;
  readonly req: string;
  readonly expected: string;
  readonly observed: string;
}

/** Counts judged requests into cells. */
export function tally() {
  const cells = new Map<string, { judged: Judged; count: number }>();
  return {
    add(judged: Judged): void {
      const key = JSON.stringify([judged.from, judged.req, judged.expected, judged.observed]);
      const cell = cells.get(key);
      if (cell) cell.count++;
      else cells.set(key, { judged, count: 1 });
    },
    counts(): Omit<TdispFileReport, 'file' | 'cases'> {
      const all = [...cells.values()].map(({ judged, count }): TdispCell => ({ ...judged, count }));
      const deviating = all.filter(({ expected, observed }) => expected !== observed);
      const deviates = ({ from, req }: TdispCell) =>
        deviating.some((cell) => cell.from === from && cell.req === req);
      const sum = (of: readonly TdispCell[]) => of.reduce((n, { count }) => n + count, 0);
      return {
        steps: sum(all),
        agree: sum(all) - sum(deviating),
        deviate: sum(deviating),
        cells: deviating.sort((a, b) => b.count - a.count),
        agreeing: all.filter((cell) => !deviates(cell)).map(({ from, req, count }) => ({ from, req, count })),
      };
    },
  };
}
