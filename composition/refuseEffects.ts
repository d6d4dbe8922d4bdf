import { MachineError } from './machineError.ts';

/** Effects that only tell: allowed, and without effect on other parts. */
const TELLING = ['xstate.emit', 'xstate.log'];

/** An action that XState's pure transition lists for somebody else to execute. */
interface Listed {
  readonly type: string;
  readonly params?: unknown;
  readonly exec?: unknown;
}

/**
 * Refuses what a transition wants done outside of itself. Linting sees the actions that a config names;
 * this also sees those that `enqueueActions` decides on while it runs.
 *
 * @param raises event types that the machine is known to raise, see {@link raisedBy}.
 * @throws {MachineError} for an undeclared action, a delayed or computed raise, or a message to another actor.
 */
export function refuseEffects(
  machine: string,
  where: () => string,
  actions: readonly Listed[],
  raises: ReadonlySet<string>,
): void {
  for (const { type, params, exec } of actions) {
    if (type === 'xstate.raise') {
      const { event, delay } = params as { event: { type: string }; delay?: unknown };
      if (delay !== undefined)
        throw new MachineError(
          machine,
          `${where()}: a delayed raise needs a clock; make it an event that may happen at any time`,
        );
      if (!raises.has(event.type))
        throw new MachineError(
          machine,
          `${where()}: raises ${event.type}, computed while it ran; write raise({ type: '${event.type}' }) among the actions of the config`,
        );
    } else if (type.startsWith('xstate.')) {
      if (!TELLING.includes(type))
        throw new MachineError(
          machine,
          `${where()}: ${type.slice(7)} reaches for another actor; share an event instead`,
        );
    } else if (exec === undefined)
      throw new MachineError(machine, `${where()}: action ${type} is not declared in setup()`);
  }
}
