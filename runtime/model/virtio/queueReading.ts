import { deviceStatus } from '../../../machines/index.ts';
import { physAddr } from '../../addresses.ts';
import { cpuView } from '../../guest/memoryViews.ts';
import { type Descriptor, LittleEndian } from '../../virtio/littleEndian.ts';
import { availEntryAt, availIdxAt, descriptorAt, type SplitRing } from '../../virtio/splitRing.ts';
import { contentOf, MARK_SIZE } from '../marks.ts';
import type { Outcome } from './steppedDevice.ts';
import type { VirtioModelGuest } from './virtioModelGuest.ts';

/** What the ring, the buffers and both sides say of the queue, in the words of the machine `virtqueue`. */
export interface QueueReading {
  readonly value: 'idle' | 'outstanding' | 'used' | 'dropped' | 'resetting' | 'quiet';
  readonly phase: 'off' | 'live' | 'reset';
  readonly range: 'pool' | 'ram' | null;
  readonly outcome: Outcome;
  readonly reported: boolean;
}

/**
 * Reads the queue: where the buffers lie, from the descriptors in the ring; whether the request was reported, from the used ring;
 * that it was done, from the bytes that the device was to write; which chains are out, from the driver's own memory.
 */
export function readQueue(guest: VirtioModelGuest): QueueReading {
  const { device, registers, posted } = guest;
  const { phase } = device;
  const reported = !registers.resetting && (registers.status & deviceStatus.DEVICE_NEEDS_RESET) !== 0;
  if (!posted) return { value: 'idle', phase, range: null, outcome: 'none', reported };
  const { asked, answer } = lastChain(guest, posted.queue.ring);
  const { outcome } = posted.request;
  return {
    value: standing(guest, posted.queue.ring, posted.queue.moreUsed),
    phase,
    range: guest.rangeOf(asked.address),
    outcome: outcome === 'done' && !isAnswered(guest, answer.address) ? 'none' : outcome,
    reported,
  };
}

function standing(
  { device, registers }: VirtioModelGuest,
  ring: SplitRing,
  used: boolean,
): QueueReading['value'] {
  if (!device.works(ring)) return 'quiet';
  if (used) return 'used';
  if (registers.resetting) return 'resetting';
  return device.hasDropped(ring) ? 'dropped' : 'outstanding';
}

/** The two descriptors of the chain that was made available last, as the device reads them. */
function lastChain({ memory }: VirtioModelGuest, ring: SplitRing): { asked: Descriptor; answer: Descriptor } {
  const fields = new LittleEndian(cpuView(memory));
  const head = fields.u16(availEntryAt(ring, fields.u16(availIdxAt(ring)) - 1));
  const asked = fields.descriptor(descriptorAt(ring, head));
  return { asked, answer: fields.descriptor(descriptorAt(ring, asked.next)) };
}

/** Whether what the device was to write is there, read as its owner reads it. */
function isAnswered({ memory, word }: VirtioModelGuest, address: number): boolean {
  const at = physAddr(address);
  const bytes = memory.controller.read(at, MARK_SIZE, { by: 'guest', alias: memory.visibility(at) });
  return contentOf(bytes, 0, word) === 'public';
}
