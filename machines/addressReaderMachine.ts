import { assign, setup } from 'xstate';
import type { DmaEvent, EventNamed } from './alphabet.ts';

type Put = EventNamed<'PUT_BUFFER'>;

/** How a device reads addresses. */
export interface AddressReaderInput {
  /** Where an address without a mark lies, once the bit is accepted. Default system. */
  readonly unmarked?: 'system' | 'onDevice';
  /** Rule: it knows the marks. An old device does not look at them. Default true. */
  readonly readsMarks?: boolean;
  /** What a request with the CPU's address of its own BAR comes to: refused on the way, or RAM that has this address on the bus. Default self. */
  readonly barOnBus?: 'self' | 'ram';
  /** Rule: an offset is used only if the buffer ends within the region. Default true. */
  readonly checksLength?: boolean;
  /** Rule: no memory can be added where the window lies. Default true. */
  readonly windowReserved?: boolean;
  /** Rule: a reset takes it back to addresses of the system. Default true. */
  readonly resetReturns?: boolean;
}

/** What a device knows of how addresses are meant, and the buffer that it was told of. */
export interface AddressReaderContext extends Required<AddressReaderInput> {
  readonly agreed: boolean;
  readonly ramInWindow: boolean;
  readonly meant: Put['meant'] | null;
  readonly form: Put['form'] | null;
  readonly mark: Put['mark'];
}

/** The space that the device takes an address for. */
function spaceOf(context: AddressReaderContext): EventNamed<'RESOLVE'>['space'] | null {
  const { agreed, form, mark, unmarked, readsMarks, barOnBus, checksLength, ramInWindow } = context;
  if (form === 'bar') return barOnBus === 'self' ? 'ownBus' : 'system';
  if (!agreed) return 'system';
  if (form === 'window' || (form === 'ram' && ramInWindow)) return 'onDevice';
  const space = mark === 'none' || !readsMarks ? unmarked : mark;
  if (form !== 'overrun' || space !== 'onDevice') return space;
  return checksLength ? null : 'beyond';
}

/**
 * A device that has memory of its own and is told buffers by their addresses.
 *
 * Source: C. Hellwig, "Add VIRTIO_F_SWIOTLB…", Apr 2025: "PCIe devices can't do DMA to their own BARs by definition,
 * see the route to self rule", and NVMe, which "got this wrong not just once but twice"; virtio 1.4 "Shared Memory
 * Regions".
 * Left out: which region, where there are several; IOVAs; an address that the device refuses (it then stops here);
 * memory that was not added later, once some was.
 */
export const addressReaderMachine = setup({
  types: {} as {
    context: AddressReaderContext;
    events: DmaEvent;
    input: AddressReaderInput | undefined;
  },
  guards: {
    resolves: ({ context, event }) => event.type === 'RESOLVE' && event.space === spaceOf(context),
    unreserved: ({ context }) => !context.windowReserved && !context.ramInWindow,
  },
  actions: {
    agree: assign({ agreed: true }),
    reset: assign(({ context }) => ({
      ...(context.resetReturns ? { agreed: false } : {}),
      meant: null,
      form: null,
      mark: 'none' as const,
    })),
    take: assign(({ event }) =>
      event.type === 'PUT_BUFFER' ? { meant: event.meant, form: event.form, mark: event.mark } : {},
    ),
    forget: assign({ meant: null, form: null, mark: 'none' }),
    addRam: assign({ ramInWindow: true }),
  },
}).createMachine({
  id: 'addressReader',
  context: ({ input }) => ({
    unmarked: input?.unmarked ?? 'system',
    readsMarks: input?.readsMarks ?? true,
    barOnBus: input?.barOnBus ?? 'self',
    checksLength: input?.checksLength ?? true,
    windowReserved: input?.windowReserved ?? true,
    resetReturns: input?.resetReturns ?? true,
    agreed: false,
    ramInWindow: false,
    meant: null,
    form: null,
    mark: 'none',
  }),
  initial: 'waiting',
  on: { HOT_ADD: { guard: 'unreserved', actions: 'addRam' } },
  states: {
    waiting: {
      on: {
        SPACE_AGREED: { actions: 'agree' },
        SPACE_RESET: { actions: 'reset' },
        PUT_BUFFER: { target: 'told', actions: 'take' },
        END_REQUEST: { target: 'waiting' },
      },
    },
    told: { on: { RESOLVE: { guard: 'resolves', target: 'waiting', actions: 'forget' } } },
  },
});
