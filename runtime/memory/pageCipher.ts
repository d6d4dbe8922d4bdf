import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/** What the memory controller does to private pages on their way to and from memory. */
export interface PageCipher {
  /** `bytes` are the beginning of a page, in whole granules. */
  encrypt(page: number, bytes: Uint8Array): Buffer;
  decrypt(page: number, bytes: Uint8Array): Buffer;
}

/** Bytes that are encrypted together: changing one of them changes these and no others. */
export const GRANULE = 16;

/**
 * AES-128-XTS with the page number as tweak, so that equal granules look different at different places and
 * equal pages do too. The seed makes the key; nobody but the memory controller has either.
 *
 * Source: IEEE 1619 (XTS); AMD64 APM volume 2, 7.10 and 15.34 (the tweak is the physical address).
 * Left out: freshness. As with the hardware, writing the same bytes to the same place gives the same
 * ciphertext, which whoever watches memory can see.
 */
export function pageCipher(seed: number): PageCipher {
  const key = createHash('sha256').update(`memory encryption key ${seed}`).digest();
  const tweak = Buffer.alloc(GRANULE);
  const tweakOf = (page: number): Buffer => {
    tweak.writeUIntLE(page, 0, 6);
    return tweak;
  };
  return {
    encrypt: (page, bytes) => createCipheriv('aes-128-xts', key, tweakOf(page)).update(bytes),
    decrypt: (page, bytes) => createDecipheriv('aes-128-xts', key, tweakOf(page)).update(bytes),
  };
}
