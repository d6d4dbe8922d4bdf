import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { AnyEvent } from './events.ts';
import { guardName } from './guardName.ts';
import type { ProductState } from './product.ts';
import { stateLabel } from './stateKey.ts';
import { heardBy, type World, type WorldStep } from './world.ts';

/** Why a part does not accept an event in the state that it is in. */
export type RefusalReason =
  /** The machine has come to its end. */
  | { readonly kind: 'finished' }
  /** It hears the event in other states only. */
  | { readonly kind: 'elsewhere' }
  /** A state handles the event by doing nothing, which forbids it. */
  | { readonly kind: 'forbidden'; readonly state: string }
  /** No guard lets it pass, in the order in which they are asked. */
  | { readonly kind: 'guards'; readonly guards: readonly string[] };

/** A part that refuses a step. */
export interface Refusal {
  readonly part: string;
  /** Without what the machine was given as its input, which no step changes. */
  readonly state: string;
  readonly reason: RefusalReason;
}

/** Every part that refuses a step in a state of the product, and why; none if it can happen. Monitors refuse nothing. */
export function refusalsOf({ parts }: World, state: ProductState, step: WorldStep): Refusal[] {
  return step.parts.flatMap((number) => {
    const part = parts[number];
    const snapshot = state[number];
    if (!part || !snapshot || part.monitors) return [];
    const event = heardBy(part, step);
    if (part.machine.can(snapshot, event)) return [];
    return [
      { part: part.name, state: changingLabel(snapshot, part.made.input), reason: reasonOf(snapshot, event) },
    ];
  });
}

/** A reason in words. */
export function reasonText(reason: RefusalReason): string {
  switch (reason.kind) {
    case 'finished':
      return 'it has come to its end';
    case 'elsewhere':
      return 'it hears this event in other states only';
    case 'forbidden':
      return `state ${reason.state} forbids it`;
    case 'guards':
      return reason.guards.length === 1
        ? `its guard ${reason.guards[0]} is false`
        : `none of its guards ${reason.guards.join('; ')} is true`;
  }
}

function changingLabel(snapshot: AnyMachineSnapshot, input: unknown): string {
  const given = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  const context = Object.entries(snapshot.context as object).filter(([field]) => !given.includes(field));
  return stateLabel({ ...snapshot, context: Object.fromEntries(context) });
}

function reasonOf(snapshot: AnyMachineSnapshot, event: AnyEvent): RefusalReason {
  if (snapshot.status !== 'active') return { kind: 'finished' };
  // What is chosen and yet refused has neither a target nor actions.
  const [forbidding] = snapshot.machine.getTransitionData(snapshot, event);
  if (forbidding)
    return { kind: 'forbidden', state: forbidding.source.path.join('.') || snapshot.machine.id };
  const nodes = snapshot._nodes as readonly AnyStateMachine['root'][];
  const guards = nodes.flatMap((node) =>
    (node.transitions.get(event.type) ?? []).map(({ guard }) => guardName(guard)),
  );
  return guards.length === 0 ? { kind: 'elsewhere' } : { kind: 'guards', guards: [...new Set(guards)] };
}
