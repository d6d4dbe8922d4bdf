import { claimsFor, defineEvents, type EventOf, type System } from 'coco-dma/composition';
import { setup } from 'xstate';

const alphabet = defineEvents({
  ALLOC: { by: 'guest', index: ['page'], summary: 'a driver gets the page' },
  SET_DECRYPTED: { by: 'guest', index: ['page'], summary: 'set_memory_decrypted(): the host can read it' },
  SET_ENCRYPTED: { by: 'guest', index: ['page'], summary: 'set_memory_encrypted() returns 0' },
  SET_ENCRYPTED_FAILS: { by: 'host', index: ['page'], summary: 'set_memory_encrypted() returns an error' },
  FREE: { by: 'guest', index: ['page'], summary: 'the driver gives the page back' },
});
export type PageEvent = EventOf<typeof alphabet>;

/** Whether the host can read the page: what the hardware says. */
const memory = setup({ types: { events: {} as PageEvent } }).createMachine({
  id: 'memory',
  initial: 'private',
  states: {
    private: { on: { SET_DECRYPTED: 'shared' } },
    shared: { on: { SET_ENCRYPTED: 'private', SET_ENCRYPTED_FAILS: { target: 'shared' } } },
  },
});

/** Whose the page is: what the page allocator says. */
const owner = setup({ types: { events: {} as PageEvent } }).createMachine({
  id: 'owner',
  initial: 'allocator',
  states: {
    allocator: { on: { ALLOC: 'driver' } },
    driver: {
      on: {
        SET_DECRYPTED: { target: 'driver' },
        SET_ENCRYPTED: { target: 'driver' },
        SET_ENCRYPTED_FAILS: { target: 'driver' },
        FREE: 'allocator',
      },
    },
  },
});

const { always, sometimes } = claimsFor<{ memory: typeof memory; owner: typeof owner }, typeof alphabet>();

export const freedPage: System = {
  name: 'freedPage',
  alphabet,
  families: {
    memory: { machine: memory, index: 'page' },
    owner: { machine: owner, index: 'page' },
  },
  claims: [
    always({
      name: 'freePagesArePrivate',
      summary: 'the host can read no page of the page allocator',
      source: 'Linux 6.9 drivers/hv/channel.c, vmbus_teardown_gpadl (CVE-2024-36912)',
      over: ['memory', 'owner'],
      applies: ({ memory, owner }) => memory.index === owner.index && owner.value === 'allocator',
      holds: ({ memory }) => memory.value === 'private',
    }),
    sometimes({
      name: 'sharedMemoryIsUsed',
      summary: 'there is something to protect: a page can become shared',
      source: 'a rule must not win by forbidding everything',
      over: ['memory'],
      goal: ({ memory }) => memory.value === 'shared',
    }),
  ],
};
