/** The other side of a virtqueue broke a rule of it; nothing that it said in the ring is acted on. */
export class RingError extends Error {
  override readonly name = 'RingError';
}
