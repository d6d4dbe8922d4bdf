/** What memory holds in the end. */
export interface ByteFact {
  /** Whether it is what must not be. */
  readonly violated: boolean;
  /** What was looked at, and what was there. */
  readonly told: string;
}

/**
 * A bug done on the memory, the bounce buffers and the rings of `runtime/`, with its rule kept or with the wrong variant of
 * the one operation that the fix changed. The variant is in the run: what it calls is the same in both.
 */
export type ByteRun = (keepsRule: boolean) => ByteFact;

/** Bytes as they can be printed, a point for what is no letter. */
export const printable = (bytes: Buffer): string =>
  `"${bytes.toString('latin1').replaceAll(/[^ -~]/g, '.')}"`;
