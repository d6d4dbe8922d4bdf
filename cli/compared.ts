/** What `conform` was asked. */
export interface ConformFlags {
  readonly json?: boolean;
  /** For ftrace: a proposal to judge the trace by, and the devices that are private. */
  readonly policy?: string;
  readonly private?: readonly string[];
}

/** A file compared: its report, how much of it is wrong, and the same in words. */
export interface Compared {
  readonly report: object;
  readonly deviate: number;
  /** Whether the file was not read to its end. */
  readonly cut?: boolean;
  readonly text: string;
}
