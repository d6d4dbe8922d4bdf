/** A trace that cannot be judged since it is not what its format says: which file, which line, what is wrong. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
  /** As given by the caller. */
  readonly file: string;
  /** Counted from 1; undefined where the fault is of the file as a whole. */
  readonly line: number | undefined;

  constructor(file: string, line: number | undefined, reason: string) {
    super(`${line === undefined ? file : `${file}:${line}`}: ${reason}`);
    this.file = file;
    this.line = line;
  }
}
