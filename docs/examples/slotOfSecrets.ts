import { claimsFor, defineEvents, type EventOf, type System } from 'coco-dma/composition';
import { assign, setup } from 'xstate';

const contents = ['nothing', 'public', 'secret'] as const;
type Content = (typeof contents)[number];

const alphabet = defineEvents({
  WRITE: { by: 'guest', values: { content: ['public', 'secret'] }, summary: 'the guest writes its page' },
  MAP: { by: 'guest', values: { content: contents }, summary: 'the page is copied to the slot' },
  UNMAP: { by: 'guest', summary: 'the slot is free again' },
});
export type SlotEvent = EventOf<typeof alphabet>;

/** Private memory: the host sees ciphertext. */
const page = setup({
  types: { context: {} as { content: Content }, events: {} as SlotEvent },
  guards: { isMine: ({ context, event }) => event.type === 'MAP' && event.content === context.content },
  actions: { keep: assign({ content: ({ event }) => (event.type === 'WRITE' ? event.content : 'nothing') }) },
}).createMachine({
  id: 'page',
  context: { content: 'nothing' },
  initial: 'there',
  states: {
    there: { on: { WRITE: { actions: 'keep' }, MAP: { guard: 'isMine', target: 'there' } } },
  },
});

/** Shared memory: the host reads what is in it, whenever it likes. */
const slot = setup({
  types: { context: {} as { content: Content }, events: {} as SlotEvent },
  actions: { copy: assign({ content: ({ event }) => (event.type === 'MAP' ? event.content : 'nothing') }) },
}).createMachine({
  id: 'slot',
  context: { content: 'nothing' },
  initial: 'free',
  states: {
    free: { on: { MAP: { target: 'held', actions: 'copy' } } },
    held: { on: { UNMAP: 'free', MAP: {} } },
  },
});

const { always, sometimes } = claimsFor<{ slot: typeof slot }, typeof alphabet>();

export const slotOfSecrets: System = {
  name: 'slotOfSecrets',
  alphabet,
  families: { page: { machine: page }, slot: { machine: slot } },
  claims: [
    always({
      name: 'hostReadsNoSecret',
      summary: 'no secret is in memory that the host can read',
      source: 'what a confidential VM is for',
      over: ['slot'],
      applies: () => true,
      holds: ({ slot }) => slot.context.content !== 'secret',
    }),
    sometimes({
      name: 'publicDataGetsOut',
      summary: 'public data reaches the device',
      source: 'a rule must not win by forbidding everything',
      over: ['slot'],
      goal: ({ slot }) => slot.value === 'held' && slot.context.content === 'public',
    }),
  ],
};
