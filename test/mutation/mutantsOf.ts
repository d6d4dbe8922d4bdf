import { type AnyStateMachine, and, assign, not, or } from 'xstate';
import { guardName, implementationName } from '../../composition/index.ts';
import {
  type Config,
  configOf,
  listOf,
  machineFrom,
  type Place,
  placesOf,
  statesOf,
  type Transition,
  transitionsAt,
  withState,
  withTransitions,
} from './configs.ts';
import type { Mutant, Operator } from './mutant.ts';

/**
 * Every mutant of a machine's transitions, guards, actions and initial state: the operators at each place where they
 * have something to change, one at a time.
 *
 * A transition is retargeted to one other state, the one declared after its target (of one without target, after the
 * state that it stands in; the first again after the last).
 *
 * @throws {TypeError} as {@link configOf}.
 */
export function mutantsOf(machine: string, original: AnyStateMachine): readonly Mutant[] {
  const config = configOf(original);
  const made: Mutant[] = [];
  const add = (
    operator: Operator,
    name: string,
    changed: Config,
    more: Pick<Mutant, 'types' | 'deaf'> = {},
  ) => made.push({ machine, operator, name, made: machineFrom(original, changed), ...more });

  for (const place of placesOf(config)) {
    const list = transitionsAt(config, place);
    // What no event causes may happen after any event.
    const touched = place.type === 'always' ? {} : { types: [place.type] };
    list.forEach((transition, at) => {
      const where = `${place.state}.${place.type}${list.length > 1 ? `[${at}]` : ''}`;
      const replaced = (by: readonly Transition[]) =>
        withTransitions(
          config,
          place,
          list.flatMap((one, i) => (i === at ? by : [one])),
        );
      add('deleteTransition', `${where}: deleted`, replaced([]), touched);
      const other = otherState(config, place, transition);
      if (other !== undefined)
        add('retarget', `${where}: to ${other}`, replaced([{ ...transition, target: other }]), touched);
      for (const { operator, name, guard } of guardsInstead(transition.guard)) {
        const { guard: _, ...unguarded } = transition;
        const by = guard === undefined ? unguarded : { ...transition, guard };
        add(operator, `${where}: ${name}`, replaced([by]), touched);
      }
      for (const { name, actions } of shortened(transition.actions)) {
        // Without target and actions it would be a transition that forbids the event.
        const rest = actions.length === 0 && transition.target === undefined ? [assign({})] : actions;
        add('deleteAction', `${where}: ${name}`, replaced([{ ...transition, actions: rest }]), touched);
      }
    });
  }
  for (const state of statesOf(config)) {
    for (const when of ['entry', 'exit'] as const) {
      const { [when]: given } = state === '' ? config : (config.states?.[state] ?? {});
      for (const { name, actions } of shortened(given))
        add(
          'deleteAction',
          `${state}.${when}: ${name}`,
          withState(config, state, (before) => ({ ...before, [when]: actions })),
        );
    }
  }
  for (const type of new Set(placesOf(config).map((place) => place.type))) {
    if (type === 'always') continue;
    const deaf = statesOf(config).reduce(
      (changed, state) =>
        withState(changed, state, ({ on = {}, ...rest }) => {
          const { [type]: _, ...others } = on;
          return { ...rest, on: others };
        }),
      config,
    );
    add('deafen', `${type}: not heard`, deaf, { types: [type], deaf: true });
  }
  for (const state of Object.keys(config.states ?? {}))
    if (state !== config.initial)
      add('initialState', `initial: ${state}`, { ...config, initial: state }, { types: [] });
  return made;
}

/** The state after the one that a transition leads to, as its target is to be written; none if there is no other. */
function otherState(config: Config, { state }: Place, { target }: Transition): string | undefined {
  const states = Object.keys(config.states ?? {});
  if (states.length < 2) return undefined;
  const to = target?.replace(/^\./, '') ?? state;
  const other = states[(states.indexOf(to) + 1) % states.length];
  return state === '' ? `.${other}` : other;
}

/** Guards to have instead of one: none, its negation, and of a conjunction or disjunction all but one of its members. */
function guardsInstead(guard: unknown): readonly { operator: Operator; name: string; guard?: unknown }[] {
  if (guard === undefined) return [];
  const name = guardName(guard);
  const { check, guards = [] } = guard as { check?: { name: string }; guards?: readonly unknown[] };
  const joined = check?.name === 'checkAnd' ? and : check?.name === 'checkOr' ? or : undefined;
  const without = joined
    ? guards.map((member, at) => ({
        operator: 'deleteGuard' as const,
        name: `guard ${guardName(member)} deleted from ${name}`,
        guard: joined(guards.filter((_, i) => i !== at) as never),
      }))
    : [];
  return [
    { operator: 'deleteGuard', name: `guard ${name} deleted` },
    { operator: 'negateGuard', name: `guard ${name} negated`, guard: not(guard as never) },
    ...without,
  ];
}

/** A list of actions without one of them, for each. */
const shortened = (given: unknown): readonly { name: string; actions: readonly unknown[] }[] => {
  const actions = listOf(given);
  return actions.map((action, at) => ({
    name: `action ${implementationName(action)} deleted`,
    actions: actions.filter((_, i) => i !== at),
  }));
};
