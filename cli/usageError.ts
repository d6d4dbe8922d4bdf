/** The command line or a file named there cannot be used as it is. The message is one sentence for its author. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
