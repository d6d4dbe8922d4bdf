import { smallWorld } from '../smallWorld.ts';

/** The count of VMBus offers under way, which a rescind waits for. */
export const offerInProgress = smallWorld({
  name: 'offerInProgress',
  source: 'Linux 7.3.4 drivers/hv/channel_mgmt.c vmbus_onoffer, vmbus_onoffer_rescind',
  facts: { count: 0, rescind: 'none', offered: 0 },
  rules: { balanceCounter: 'every path that leaves the handling of an offer counts it down' },
  steps: {
    OFFER: {
      by: 'host',
      values: { ring: [false, true], external: [false, true] },
      summary: 'the host offers a channel, and the offer is counted',
      when: ({ offered, count }) => offered < 2 && count === 0,
      effect: ({ count }, { ring, external }, { balanceCounter }) => ({
        // An offer of confidential external memory without a confidential ring is invalid, and is dropped at once.
        count: external && !ring && balanceCounter ? count : count + 1,
        offered: external && !ring ? 2 : 1,
      }),
    },
    OFFER_HANDLED: {
      by: 'guest',
      summary: 'the offer has been handled, and is counted down',
      when: ({ offered, count }) => offered === 1 && count === 1,
      effect: () => ({ count: 0, offered: 0 }),
    },
    RESCIND: {
      by: 'host',
      summary: 'the host rescinds any channel, and the guest waits until no offer is under way',
      when: ({ rescind }) => rescind === 'none',
      effect: () => ({ rescind: 'waits' }),
    },
    RESCIND_HANDLED: {
      by: 'guest',
      summary: 'no offer is under way, and the channel is removed',
      when: ({ rescind, count }) => rescind === 'waits' && count === 0,
      effect: () => ({ rescind: 'none' }),
    },
  },
  claim: {
    name: 'rescindCanBeHandled',
    summary: 'a channel that was rescinded can be removed in the end',
    kind: 'possible',
    applies: ({ rescind }) => rescind === 'waits',
    holds: ({ rescind }) => rescind === 'none',
  },
});
