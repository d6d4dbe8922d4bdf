import type { SnapshotFrom } from 'xstate';
import { type AnyEvent, instancesOf, machineOf } from '../composition/index.ts';
import { alphabet, type TdiInput, tdiMachine } from '../machines/index.ts';

/** The states of a TDI. Source: PCIe r6.3 Table 11-17. */
export const TDI_STATES = ['CONFIG_UNLOCKED', 'CONFIG_LOCKED', 'RUN', 'ERROR'] as const;
export type TdiState = (typeof TDI_STATES)[number];

/** Whether a text names a state of a TDI. */
export const isTdiState = (text: unknown): text is TdiState => TDI_STATES.some((state) => state === text);

export type Tdi = SnapshotFrom<typeof tdiMachine>;

/** A request that the machine understands, and what of its content decides the reply. */
export interface Request {
  readonly type: string;
  readonly nonce?: 'current' | 'stale' | 'none';
  readonly offset?: 'inside' | 'outside';
}

/** What the machine does with a request. */
export interface Reaction {
  /** As the alphabet names it: a response, an error code, or for GET_DEVICE_INTERFACE_STATE the state told. */
  readonly reply: string;
  readonly next: Tdi;
}

/** Types of request that the machine answers. */
export const requestTypes = Object.entries(alphabet)
  .filter(([, declaration]) => 'values' in declaration && 'reply' in declaration.values)
  .map(([type]) => type);

/**
 * `tdiMachine`, asked as one would ask a device: a request goes in, a reply comes out.
 *
 * @param input readings of the specification. The SPDM session is always there, since without one a device
 *   says nothing; IDE keys are not, until {@link Oracle.setKeys}.
 * @param tdi the machine to ask, if it is another one than `tdiMachine`.
 */
export function oracleOf(input: TdiInput = {}, tdi = tdiMachine) {
  const machine = machineOf(tdi, input);
  const take = (tdi: Tdi, event: AnyEvent) => machine.next(tdi, event) as Tdi;
  return {
    start: (): Tdi => take(machine.initial() as Tdi, { type: 'SPDM_SESSION_START', device: 0 }),
    /** A device without IDE has no keys to set. */
    setKeys(tdi: Tdi): Tdi {
      const event: AnyEvent = { type: 'IDE_KEY_SET', device: 0 };
      return machine.can(tdi, event) ? take(tdi, event) : tdi;
    },
    /** @throws {RangeError} if the machine gives no reply or several, which a test rules out. */
    ask(tdi: Tdi, request: Request): Reaction {
      const fits = (event: AnyEvent) =>
        Object.entries(request).every(([name, value]) => event[name] === value);
      const given = instancesOf(alphabet, request.type, { device: 1 })
        .map(({ event }) => event)
        .filter((event) => fits(event) && machine.can(tdi, event));
      const [event] = given;
      if (!event || given.length > 1)
        throw new RangeError(`${request.type} in ${tdi.value} has ${given.length} replies`);
      return { reply: String(event.reply), next: take(tdi, event) };
    },
    /**
     * The same device found in another state. Its nonce goes with the state, as only a lock makes one and
     * every way out of CONFIG_LOCKED destroys it; session, keys and registers stay as they were.
     */
    foundIn: (found: Tdi, state: TdiState): Tdi =>
      found.value === state
        ? found
        : tdi.resolveState({
            value: state,
            context: { ...found.context, nonce: state === 'CONFIG_LOCKED' ? 'current' : 'none' },
          }),
  };
}

export type Oracle = ReturnType<typeof oracleOf>;
