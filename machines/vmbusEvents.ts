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

  // The server of the paravisor, and what the host does to it.
  VMBUS_CONNECT: {
    by: 'guest',
    index: ['channel'],
    values: { version: [5, 6] },
    summary: 'the guest connects to the VMBus server of the paravisor, with this major version',
  },
  VMBUS_RELAYED_OFFER: {
    by: 'host',
    index: ['channel'],
    values: { ring: [false, true], external: [false, true] },
    summary: 'the host offers a channel of its own to be relayed (M34: with confidential flags)',
  },
  VMBUS_SERVICED: {
    by: 'device',
    index: ['channel'],
    summary: 'the paravisor is serviced, and comes back without confidential channels',
  },
  VMBUS_UNTRUSTED_CLOSE: {
    by: 'host',
    index: ['channel'],
    summary: 'M37: the host sends the server a request to close the channel over its own connection',
  },

  // The life of an offer beyond one boot, and the work that it makes.
  VMBUS_SUSPEND: { by: 'guest', index: ['channel'], summary: 'the guest hibernates, the relid is invalid' },
  VMBUS_REOFFER: {
    by: 'host',
    index: ['channel'],
    values: { ring: [false, true], external: [false, true], same: [false, true] },
    summary: 'a channel that the guest knows is offered again (M36: with other flags than before)',
  },
  VMBUS_OFFER_HANDLED: { by: 'guest', summary: 'the work of one offer is done' },
  VMBUS_RESCIND_HANDLED: { by: 'guest', summary: 'the work of one rescind is done' },

  // Memory beside the ring.
  VMBUS_ESTABLISH_BUFFER: {
    by: 'guest',
    index: ['channel'],
    values: { memory },
    summary: 'the guest sends the page list of a buffer of the channel, which it has shared first or not',
  },
  VMBUS_TEARDOWN_BUFFER: {
    by: 'guest',
    index: ['channel'],
    summary: 'the guest takes the page list of the buffer back',
  },
  HOST_MOVES_BUFFER: {
    by: 'host',
    index: ['channel'],
    summary: 'M26: the host takes a page of the buffer away, or puts it elsewhere',
  },

  // One packet in a ring that the other end can write.
  RING_PACKET: { by: 'device', index: ['channel'], summary: 'a packet arrives in the ring' },
  RING_PACKET_COPIED: { by: 'guest', index: ['channel'], summary: 'the guest copies the packet' },
  RING_PACKET_VALIDATED: { by: 'guest', index: ['channel'], summary: 'the guest validates the packet' },
  RING_PACKET_CHANGED: {
    by: 'host',
    index: ['channel'],
    summary: 'M38: the host changes the packet in the ring',
  },
  RING_PACKET_USED: { by: 'guest', index: ['channel'], summary: 'the guest acts on the packet' },

  // Who serves the bus.
  LAUNCH: {
    by: 'host',
    values: { paravisor: ['genuine', 'impostor'] },
    summary: 'the host launches the guest, with the paravisor that was asked for or with another',
  },
  ATTEST: {
    by: 'policy',
    values: { result: ['genuine', 'impostor'] },
    summary: 'somebody outside judges the launch measurement',
  },
  SEND_SECRET: {
    by: 'guest',
    summary: 'the guest sends a secret over a channel that is called confidential',
  },
});
