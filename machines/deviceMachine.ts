import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** Rules and powers of a design that this machine knows. */
export interface DeviceInput {
  /**
   * How a device becomes private: through lock, evidence and acceptance by userspace; by a bit that its
   * own driver flips; because its bus declares it so before a driver sees it; or not at all.
   */
  readonly privateBy: 'acceptance' | 'driver' | 'bus' | 'nobody';
  /** Rule: lock, accept and unlock are refused while a driver is bound. Default true. */
  readonly detachedOnly?: boolean;
  /** Rule: userspace accepts nothing without having collected evidence. Default true. */
  readonly acceptNeedsEvidence?: boolean;
  /** Rule: acceptance names the lock whose evidence was judged, so evidence of an earlier one is refused. */
  readonly evidenceBoundToAccept?: boolean;
  /** Whether the guest learns that the TDI has gone to ERROR. Linux 7.3 does not. Default false. */
  readonly seesError?: boolean;
  /** Policy: userspace releases no secret for a device that is not private. Default true. */
  readonly secretsOnlyWhenPrivate?: boolean;
}

/**
 * A device as the guest sees it. `evidence` says whether what the guest has read describes the present lock
 * of the TDI: the guest itself cannot tell `current` from `old`, unless the rule `evidenceBoundToAccept`
 * lets it.
 *
 * Source: "PCI/TSM: TEE I/O" RFC v2 (2 Mar 2026), tsm/lock, tsm/accept, tsm/unlock; seed thread
 * "Add device struct bitfield to not bounce-buffer" (9 Apr 2025) for the driver's bit; "Confidential VMBus
 * external memory" (3 Dec 2025) for the bus. Linux 7.3 has none of these.
 * Left out: trust levels between shared and private; MMIO; more than one lock generation back.
 */
export const deviceMachine = setup({
  types: {} as {
    context: Required<DeviceInput> & {
      readonly driver: boolean;
      readonly evidence: 'none' | 'current' | 'old';
    };
    events: DmaEvent;
    input: DeviceInput;
  },
  guards: {
    bound: ({ context }) => context.driver,
    unbound: ({ context }) => !context.driver,
    byBus: ({ context }) => context.privateBy === 'bus',
    byDriver: ({ context }) => context.privateBy === 'driver' && context.driver,
    detached: ({ context }) => !(context.detachedOnly && context.driver),
    seesError: ({ context }) => context.seesError,
    writes: ({ event }, state: string) =>
      (event.type === 'DMA_WRITE' || event.type === 'DMA_WRITE_SLOT') &&
      event.data === (state === 'private' && event.t === 1 ? 'secret' : 'public'),
    releasable: ({ context, event }) =>
      event.type === 'WRITE' && (event.content === 'public' || !context.secretsOnlyWhenPrivate),
    mayLock: ({ context }) => context.privateBy === 'acceptance' && !(context.detachedOnly && context.driver),
    mayAccept: ({ context }) =>
      !(context.detachedOnly && context.driver) &&
      (context.evidence === 'current' ||
        (context.evidence === 'old' && !context.evidenceBoundToAccept) ||
        (context.evidence === 'none' && !context.acceptNeedsEvidence)),
  },
  actions: {
    bind: assign({ driver: true }),
    unbind: assign({ driver: false }),
    collect: assign({ evidence: 'current' }),
    forget: assign({ evidence: 'none' }),
    age: assign(({ context, event }) =>
      event.type === 'LOCK_INTERFACE_REQUEST' &&
      event.reply === 'LOCK_INTERFACE_RESPONSE' &&
      context.evidence === 'current'
        ? { evidence: 'old' as const }
        : {},
    ),
  },
}).createMachine({
  id: 'device',
  context: ({ input }) => ({
    detachedOnly: true,
    acceptNeedsEvidence: true,
    evidenceBoundToAccept: false,
    seesError: false,
    secretsOnlyWhenPrivate: true,
    ...input,
    driver: false,
    evidence: 'none',
  }),
  initial: 'added',
  on: {
    BIND_DRIVER: { guard: 'unbound', actions: 'bind' },
    AUTOPROBE: { guard: 'unbound', actions: 'bind' },
    UNBIND_DRIVER: { guard: 'bound', actions: 'unbind' },
    // The host may have the TDI locked again behind the guest, whatever the guest thinks.
    LOCK_INTERFACE_REQUEST: { actions: 'age' },
  },
  states: {
    added: { always: [{ guard: 'byBus', target: 'private' }, { target: 'shared' }] },
    shared: {
      on: {
        ...whileBound('shared'),
        WRITE: { guard: 'releasable', target: 'shared' },
        LOCK: { guard: 'mayLock', target: 'locked' },
        SET_NO_BOUNCE: { guard: 'byDriver', target: 'private' },
      },
    },
    locked: {
      on: {
        ...whileBound('locked'),
        WRITE: { guard: 'releasable', target: 'locked' },
        GET_EVIDENCE: { actions: 'collect' },
        ACCEPT: { guard: 'mayAccept', target: 'private' },
        UNLOCK: { guard: 'detached', target: 'shared', actions: 'forget' },
        SEE_ERROR: { guard: 'seesError', target: 'error' },
      },
    },
    private: {
      on: {
        ...whileBound('private'),
        WRITE: { target: 'private' },
        UNLOCK: { guard: 'mayLock', target: 'shared', actions: 'forget' },
        CLEAR_NO_BOUNCE: { guard: 'byDriver', target: 'shared' },
        SEE_ERROR: { guard: 'seesError', target: 'error' },
      },
    },
    error: {
      tags: 'error',
      on: {
        ...whileBound('error'),
        WRITE: { guard: 'releasable', target: 'error' },
        UNLOCK: { guard: 'detached', target: 'shared', actions: 'forget' },
      },
    },
  },
});

/** Only a driver takes and maps memory for its device; what the device writes is what the guest takes it for. */
function whileBound<S extends string>(target: S) {
  return {
    MAP_DIRECT: { guard: 'bound', target },
    MAP_BOUNCED: { guard: 'bound', target },
    MAP_ERROR: { guard: 'bound', target },
    ALLOC: { guard: 'bound', target },
    DMA_WRITE: { guard: { type: 'writes', params: target }, target },
    DMA_WRITE_SLOT: { guard: { type: 'writes', params: target }, target },
  } as const;
}
