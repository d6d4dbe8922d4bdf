/** A checkpoint that cannot be gone on from, or not be written; the message names the file and says why. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}
