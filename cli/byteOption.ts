import { UsageError } from './usageError.ts';

const units: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };
const SECTOR_BYTES = 512;

/**
 * A number of bytes, from `512KiB`, `64M` or `1048576`.
 *
 * @throws {UsageError} for anything else, and for what is no whole number of sectors.
 */
export function byteOption(text: string): number {
  const [, digits, unit = ''] = /^(\d+)(?:([kmg])(?:i?b)?)?$/i.exec(text) ?? [];
  const bytes = Number(digits) * (units[unit.toLowerCase()] ?? 1);
  if (!Number.isSafeInteger(bytes) || bytes < SECTOR_BYTES || bytes % SECTOR_BYTES !== 0)
    throw new UsageError(
      `--size ${text}: give bytes as in 512KiB or 64MiB, in whole sectors of ${SECTOR_BYTES}`,
    );
  return bytes;
}

/** For people: `8 MiB`, `1.5 MiB`, `96 KiB`, `17 bytes`. */
export function bytesText(bytes: number): string {
  const [factor, unit] =
    bytes >= 2 ** 20 ? [2 ** 20, 'MiB'] : bytes >= 2 ** 10 ? [2 ** 10, 'KiB'] : [1, 'bytes'];
  const count = bytes / factor;
  return `${Number.isInteger(count) ? count.toLocaleString('en-US') : count.toFixed(1)} ${unit}`;
}
