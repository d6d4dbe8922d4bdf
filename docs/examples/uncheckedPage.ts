import type { System } from 'coco-dma/composition';
import { setup } from 'xstate';
import { freedPage, type PageEvent } from './freedPage.ts';

/** What drivers did: they call, and do not look at the result. */
const driver = setup({ types: { events: {} as PageEvent } }).createMachine({
  id: 'driver',
  initial: 'clean',
  states: {
    clean: { on: { SET_DECRYPTED: 'exposed', FREE: { target: 'clean' } } },
    exposed: { on: { SET_ENCRYPTED: 'clean', SET_ENCRYPTED_FAILS: 'clean', FREE: {} } },
  },
});

export const uncheckedPage: System = {
  ...freedPage,
  name: 'uncheckedPage',
  families: { ...freedPage.families, driver: { machine: driver, index: 'page' } },
};

export const stands = { freePagesArePrivate: { violated: 4 } };
