import { and, assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Whether the kernel keeps its books. */
export interface VmbusOffersInput {
  /** Rule: an offer that is refused for its flags is counted off too. Linux 6.18 to 7.3 do not. Default true. */
  readonly countsRefused?: boolean;
}

/** Offers, and rescinds, that can be under way at the same time here. */
const COUNT_MAX = 2;

/**
 * The guest's count of offers under way, for which every rescind waits until it is 0.
 *
 * Source: Linux 7.3 drivers/hv/vmbus_drv.c vmbus_on_msg_dpc (atomic_inc of offer_in_progress),
 * drivers/hv/channel_mgmt.c vmbus_onoffer (the branch for external memory without a ring returns without
 * atomic_dec), vmbus_onoffer_rescind (sleeps while offer_in_progress is not 0).
 * Left out: which channel an offer or a rescind is about; more than two of each at a time.
 */
export const vmbusOffersMachine = setup({
  types: {} as {
    context: Required<VmbusOffersInput> & {
      /** The count as the kernel keeps it. */
      readonly inProgress: number;
      /** Offers that somebody still works on. */
      readonly queued: number;
      /** Rescinds that wait. */
      readonly rescinds: number;
    };
    events: DmaEvent;
    input: VmbusOffersInput | undefined;
  },
  guards: {
    forgotten: ({ context, event }) =>
      event.type === 'VMBUS_ONOFFER' && event.external && !event.ring && !context.countsRefused,
    mayOffer: ({ context }) => context.inProgress < COUNT_MAX,
    mayQueueRescind: ({ context }) => context.rescinds < COUNT_MAX,
    working: ({ context }) => context.queued > 0,
    mayRescind: ({ context }) => context.rescinds > 0 && context.inProgress === 0,
  },
  actions: {
    begin: assign(({ context }) => ({ inProgress: context.inProgress + 1, queued: context.queued + 1 })),
    forget: assign(({ context }) => ({ inProgress: context.inProgress + 1 })),
    end: assign(({ context }) => ({ inProgress: context.inProgress - 1, queued: context.queued - 1 })),
    wait: assign(({ context }) => ({ rescinds: context.rescinds + 1 })),
    rescind: assign(({ context }) => ({ rescinds: context.rescinds - 1 })),
  },
}).createMachine({
  id: 'vmbusOffers',
  context: ({ input }) => ({ countsRefused: true, ...input, inProgress: 0, queued: 0, rescinds: 0 }),
  initial: 'counting',
  states: {
    counting: {
      on: {
        VMBUS_ONOFFER: [
          { guard: and(['mayOffer', 'forgotten']), actions: 'forget' },
          { guard: 'mayOffer', actions: 'begin' },
        ],
        VMBUS_OFFER_HANDLED: { guard: 'working', actions: 'end' },
        VMBUS_ONOFFER_RESCIND: { guard: 'mayQueueRescind', actions: 'wait' },
        VMBUS_RESCIND_HANDLED: { guard: 'mayRescind', actions: 'rescind' },
      },
    },
  },
});
