import type { Proposal } from '../proposals/index.ts';
import { type BlkRun, type Guest, NegotiationRefusedError } from '../runtime/index.ts';
import type { Leak } from './leaks.ts';
import type { RunBlkFlags } from './runBlk.ts';

/** A run, and what is to be told of it. */
export interface ToldRun {
  readonly proposal: Proposal;
  readonly guest: Guest;
  readonly where: string;
  /** Bytes that were asked for. */
  readonly bytes: number;
  readonly flags: RunBlkFlags;
  readonly result: BlkRun;
  readonly leaks: readonly Leak[];
  readonly interrupted: boolean;
}

/** The rule that a refusal names. */
export const ruleOf = (failure: Error | undefined): string | undefined =>
  failure instanceof NegotiationRefusedError ? failure.rule : undefined;

/** A run as data. Sizes in bytes, times in seconds. */
export function blkRunJson({
  proposal,
  guest,
  where,
  bytes,
  flags,
  result,
  leaks,
  interrupted,
}: ToldRun): object {
  const { done, verified, written, read, failure, accepted, addresses, dma, slots, seen } = result;
  return {
    schema: 1,
    proposal: proposal.system.name,
    device: where,
    private: guest.isPrivate,
    image: flags.image ?? null,
    bytes,
    done,
    verified: flags.verify ? verified : null,
    complete: done === bytes && !failure,
    interrupted,
    failure: failure
      ? { error: failure.name, message: failure.message, rule: ruleOf(failure) ?? null }
      : null,
    features: accepted,
    addresses: addresses ?? null,
    written: { bytes: written.bytes, seconds: written.ms / 1000 },
    read: { bytes: read.bytes, seconds: read.ms / 1000 },
    bounced: { bytes: dma.bounced, mappings: dma.bouncedMappings },
    mapped: { bytes: dma.mapped, mappings: dma.mappings },
    slots: { total: slots.total, highWater: slots.hiwater },
    host: {
      secretBytes: leaks.reduce((sum, leak) => sum + leak.bytes, 0),
      seen,
      leaks: leaks.map(({ stand, ...leak }) => ({ ...leak, stand: stand ?? null })),
    },
  };
}
