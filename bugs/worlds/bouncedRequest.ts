import { smallWorld } from '../smallWorld.ts';

const SLOTS = 2;

/** A driver whose requests are bounced, a pool of two slots for everybody, and a ring that the host lets be full. */
export const bouncedRequest = smallWorld({
  name: 'bouncedRequest',
  source:
    'Linux 6.2 drivers/scsi/storvsc_drv.c storvsc_queuecommand; 6.8 drivers/virtio/virtio_ring.c detach_buf_packed',
  facts: { free: SLOTS, request: 'none' as 'none' | 'mapped' | 'sent', slots: 0 },
  rules: {
    unmapOnError: 'a request that could not be sent is unmapped before it is returned',
    unmapAll: 'whatever was mapped for a request, its indirect table too, is unmapped with it',
  },
  steps: {
    MAP: {
      by: 'guest',
      summary: 'the request, and perhaps its indirect table, is bounced: a slot each',
      when: ({ request, free }) => request === 'none' && free >= SLOTS,
      effect: ({ free }) => ({ request: 'mapped', slots: SLOTS, free: free - SLOTS }),
    },
    RING_FULL: {
      by: 'host',
      summary: 'the ring is full, and the request is returned as busy',
      when: ({ request }) => request === 'mapped',
      effect: ({ free, slots }, _, { unmapOnError }) => ({
        request: 'none',
        slots: 0,
        free: unmapOnError ? free + slots : free,
      }),
    },
    SEND: {
      by: 'guest',
      summary: 'the request goes into the ring',
      when: ({ request }) => request === 'mapped',
      effect: () => ({ request: 'sent' }),
    },
    COMPLETE: {
      by: 'device',
      summary: 'the request is completed and unmapped',
      when: ({ request }) => request === 'sent',
      effect: ({ free, slots }, _, { unmapAll }) => ({
        request: 'none',
        slots: 0,
        free: free + (unmapAll ? slots : 1),
      }),
    },
  },
  claim: {
    name: 'drainedPoolIsEmpty',
    summary: 'with no request under way, every slot is free again',
    applies: ({ request }) => request === 'none',
    holds: ({ free }) => free === SLOTS,
  },
});
