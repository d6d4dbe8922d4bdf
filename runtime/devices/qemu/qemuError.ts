/** There is no QEMU here, it does not start, or it has ended. */
export class QemuError extends Error {
  override readonly name = 'QemuError';
}
