import { smallWorld } from '../smallWorld.ts';

/** Something that others can call (a character device, a memslot binding) and what must be set up before they do. */
export const exposedEarly = smallWorld({
  name: 'exposedEarly',
  source: 'Linux 6.13 drivers/hv/hv_util.c util_probe; virt/kvm/guest_memfd.c kvm_gmem_bind',
  facts: { exposed: false, ready: false, called: 'nothing' },
  rules: { exposeWhenReady: 'an interface is published only once what it leads to has been set up' },
  steps: {
    EXPOSE: {
      by: 'guest',
      summary: 'the interface is published',
      when: ({ exposed, ready }, _, { exposeWhenReady }) => !exposed && (ready || !exposeWhenReady),
      effect: () => ({ exposed: true }),
    },
    SET_UP: {
      by: 'guest',
      summary: 'what the interface leads to is set up: the ring is initialised, the memslot is complete',
      when: ({ ready }) => !ready,
      effect: () => ({ ready: true }),
    },
    CALL: {
      by: 'user',
      summary: 'somebody uses the interface, and so what it leads to',
      when: ({ exposed }) => exposed,
      effect: ({ ready }) => ({ called: ready ? 'complete' : 'half' }),
    },
  },
  claim: {
    name: 'readyBeforeUse',
    summary: 'nobody gets to what is not set up yet',
    applies: ({ called }) => called !== 'nothing',
    holds: ({ called }) => called === 'complete',
  },
});
