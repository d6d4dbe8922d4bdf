import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/**
 * A device that uses a pool together with others, with one request at a time. It reads what it was told to, and, as
 * long as nothing stops it, other slots as well.
 *
 * Source: C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025, on pools that any device may use.
 * Left out: writes; a pool that is full.
 */
export const poolUserMachine = setup({ types: {} as { events: DmaEvent } }).createMachine({
  id: 'poolUser',
  initial: 'idle',
  states: {
    idle: { on: { SLOT_FOR: 'busy', SLOT_SNOOPED: { target: 'idle' } } },
    busy: { on: { SLOT_BACK: 'idle', SLOT_READ: { target: 'busy' }, SLOT_SNOOPED: { target: 'busy' } } },
  },
});
