import { createHash } from 'node:crypto';
import type { Network } from '../network.ts';

/** SHA-256 of all that a network is but its name: of two that differ in a table it differs. */
export function networkHash({ parts, steps, claims }: Network): string {
  const text = JSON.stringify({ parts, steps, claims }, (_, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value,
  );
  return createHash('sha256').update(text).digest('hex');
}
