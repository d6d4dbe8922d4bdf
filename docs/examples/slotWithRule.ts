import type { System } from 'coco-dma/composition';
import { setup } from 'xstate';
import { type SlotEvent, slotOfSecrets } from './slotOfSecrets.ts';

/** The rule: only what is public may be copied to shared memory. */
const dmaLayer = setup({
  types: { events: {} as SlotEvent },
  guards: { isPublic: ({ event }) => event.type === 'MAP' && event.content === 'public' },
}).createMachine({
  id: 'dmaLayer',
  initial: 'asked',
  states: { asked: { on: { MAP: { guard: 'isPublic', target: 'asked' } } } },
});

export const slotWithRule: System = {
  ...slotOfSecrets,
  name: 'slotWithRule',
  families: { ...slotOfSecrets.families, dmaLayer: { machine: dmaLayer } },
};
