import { secretKinds } from '../runtime/index.ts';
import type { ToldRun } from './blkRunJson.ts';
import { bytesText } from './byteOption.ts';
import { columns } from './columns.ts';
import type { Io } from './io.ts';
import type { Leak } from './leaks.ts';
import { grouped } from './numbers.ts';
import { paintFor } from './paint.ts';

const addressWords = {
  dma: 'addresses of the DMA API',
  bounceBuffer: 'addresses of the bounce buffer of the device',
  physical: 'physical addresses, past the DMA API',
} as const;

/** A run, told: what went through, what it took, and what the host has seen. */
export function blkRunText(
  { proposal, guest, where, bytes, flags, result, leaks, interrupted }: ToldRun,
  io: Io,
): string {
  const paint = paintFor(io);
  const { done, written, read, verified, failure, accepted, addresses, dma, slots, seen } = result;
  const secret = leaks.reduce((sum, leak) => sum + leak.bytes, 0);
  const rate = ({ bytes: moved, ms }: typeof read) =>
    ms > 0 ? `${bytesText(moved)} at ${bytesText((moved * 1000) / ms)}/s` : '0 bytes';
  const rows: string[][] = [
    [
      'device',
      `virtio-blk ${where === 'qemu' ? 'of QEMU' : 'in this process'}, ${guest.isPrivate ? 'private' : 'shared'}`,
    ],
    [
      'driver',
      addresses
        ? `features ${accepted.join(', ')}; ${addressWords[addresses]}`
        : 'did not get as far as a live device',
    ],
    ['written', rate(written)],
    ['read', rate(read)],
    ...(flags.verify
      ? [['verified', `${grouped(verified)} bytes, as given back and as they are in the image`]]
      : []),
    [
      'bounced',
      `${bytesText(dma.bounced)} in ${grouped(dma.bouncedMappings)} of ${grouped(dma.mappings)} mappings`,
    ],
    ['slots', `${grouped(slots.hiwater)} of ${grouped(slots.total)} at the most`],
    [
      'host saw',
      paint(secret === 0 ? 'holds' : 'violated', `${grouped(secret)} bytes of secrets in plaintext`),
    ],
    ...leaks.filter((leak) => leak.bytes > 0).map((leak) => ['', leakText(leak)]),
    ...(guest.isPrivate
      ? []
      : [['', `${grouped(seen.payload)} bytes that were handed over to it: ${secretKinds.payload}`]]),
  ];
  const end = failure
    ? `The run ended after ${bytesText(done)} of ${bytesText(bytes)}: ${failure.message}.`
    : interrupted
      ? `Interrupted after ${bytesText(done)} of ${bytesText(bytes)}: the rest is unknown.`
      : `${bytesText(done)} went through${flags.verify ? ', every byte compared' : ''}.`;
  return [
    `${paint('strong', proposal.system.name)}: ${proposal.title}`,
    ...columns(rows).map((row) => `  ${row}`),
    paint(failure ? 'violated' : interrupted ? 'unknown' : 'holds', end),
    '',
  ].join('\n');
}

function leakText({ kind, bytes, claim, stand, asStated }: Leak): string {
  const says =
    stand === undefined
      ? `the proposal says nothing of ${claim}`
      : `${claim}: ${typeof stand === 'object' ? `violated in ${stand.violated} steps, as the proposal says` : stand}`;
  return `${grouped(bytes)} bytes of ${secretKinds[kind]} (${asStated ? says : `although the proposal says that ${claim} holds`})`;
}
