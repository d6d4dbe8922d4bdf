/** A reduction that was asked for by name and that the network does not allow; the message says why. */
export class ReductionError extends Error {
  override readonly name = 'ReductionError';
}
