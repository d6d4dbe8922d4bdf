import type { System } from 'coco-dma/composition';
import { setup } from 'xstate';
import { freedPage, type PageEvent } from './freedPage.ts';

/** The rule: what may still be shared is not given back, but leaked. */
const driver = setup({ types: { events: {} as PageEvent } }).createMachine({
  id: 'driver',
  initial: 'clean',
  states: {
    clean: { on: { SET_DECRYPTED: 'exposed', FREE: { target: 'clean' } } },
    exposed: { on: { SET_ENCRYPTED: 'clean', SET_ENCRYPTED_FAILS: { target: 'exposed' }, FREE: {} } },
  },
});

export const leakedPage: System = {
  ...freedPage,
  name: 'leakedPage',
  families: { ...freedPage.families, driver: { machine: driver, index: 'page' } },
};
