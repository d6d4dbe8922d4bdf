import { smallWorld } from '../smallWorld.ts';

/** A vhost worker with a queue whose ring addresses are IOVAs, and a user that changes ACCESS_PLATFORM under it. */
export const toggledAccessPlatform = smallWorld({
  name: 'toggledAccessPlatform',
  source: 'Linux 7.3 drivers/vhost/vhost.c vhost_clear_device_iotlb (CVE-2026-97988)',
  facts: { iotlb: true, cached: 'iova', busy: false, access: 'nothing' },
  rules: {
    quiesceBeforeModeSwitch: 'the address mode changes with all queues locked and their caches dropped',
  },
  steps: {
    WORKER_BEGINS: {
      by: 'host',
      summary: 'the worker takes the lock of the queue',
      when: ({ busy, cached }) => !busy && cached !== 'none',
      effect: () => ({ busy: true }),
    },
    SET_FEATURES: {
      by: 'user',
      summary: 'ACCESS_PLATFORM is cleared, and the IOTLB goes',
      when: ({ iotlb, busy }, _, { quiesceBeforeModeSwitch }) => iotlb && (!busy || !quiesceBeforeModeSwitch),
      effect: ({ cached }, _, { quiesceBeforeModeSwitch }) => ({
        iotlb: false,
        cached: quiesceBeforeModeSwitch ? 'none' : cached,
      }),
    },
    TRANSLATE: {
      by: 'host',
      summary: 'the worker translates the address of its ring, without an IOTLB as if it were physical',
      when: ({ busy }) => busy,
      effect: ({ iotlb, cached }) => ({
        busy: false,
        access: cached === 'iova' && iotlb ? 'ring' : 'elsewhere',
      }),
    },
  },
  claim: {
    name: 'addressSpaceFixedWhileLive',
    summary: 'a ring address is translated in the address space that it was given in',
    applies: ({ access }) => access !== 'nothing',
    holds: ({ access }) => access === 'ring',
  },
});
