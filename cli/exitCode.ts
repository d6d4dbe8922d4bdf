/** What the process tells its caller. Where several apply, the first of 2, 1, 3, 0 is given. */
export const exitCode = {
  /** Every claim is as stated. */
  asStated: 0,
  /** Some claim is not met. */
  notMet: 1,
  /** The command line asks for something that does not exist. */
  usage: 2,
  /** Some verdict is unknown: a bound was reached, or the run was interrupted. */
  unknown: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
