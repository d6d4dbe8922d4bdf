import { defineEvents } from '../composition/index.ts';

/** Who can reach the memory behind a GPADL. */
const memory = ['private', 'shared'] as const;
/** How a request to the host or the paravisor ended. */
const status = ['succeeded', 'failed'] as const;

/**
 * What the two ends of a VMBus channel say to each other about its life, told after Linux's tracepoints of
 * the same names. `trusted` says whether a message came over the connection with the paravisor.
 *
 * Source: Linux 6.12 drivers/hv/hv_trace.h, drivers/hv/channel.c, drivers/hv/channel_mgmt.c.
 */
export const vmbusEvents = defineEvents({
  VMBUS_ONOFFER: {
    by: 'host',
    index: ['channel'],
    values: { ring: [false, true], external: [false, true], trusted: [false, true] },
    summary: 'a channel is offered, its ring and its external memory confidential or not (M34, M35: falsely)',
  },
  VMBUS_ONOFFER_RESCIND: { by: 'host', index: ['channel'], summary: 'the offer of the channel is rescinded' },
  VMBUS_ESTABLISH_GPADL: {
    by: 'guest',
    index: ['channel'],
    values: { memory },
    summary: 'the guest sends the page list of the ring buffer, which it has shared first or not',
  },
  VMBUS_ONGPADL_CREATED: {
    by: 'host',
    index: ['channel'],
    values: { status },
    summary: 'the GPADL exists, or could not be made',
  },
  VMBUS_OPEN: { by: 'guest', index: ['channel'], summary: 'the guest sends the request to open the channel' },
  VMBUS_ONOPEN_RESULT: {
    by: 'host',
    index: ['channel'],
    values: { status },
    summary: 'the channel is open, or was not opened',
  },
  VMBUS_CLOSE: { by: 'guest', index: ['channel'], summary: 'the guest closes the channel' },
  VMBUS_TEARDOWN_GPADL: {
    by: 'guest',
    index: ['channel'],
    summary: 'the guest takes the page list of the ring buffer back',
  },
  VMBUS_ONGPADL_TORNDOWN: { by: 'host', index: ['channel'], summary: 'the GPADL is gone' },
  VMBUS_RELEASE_RELID: {
    by: 'guest',
    index: ['channel'],
    summary: 'the guest gives back the relid of a channel that is gone',
  },
});
