import type { AnyStateMachine } from 'xstate';

/**
 * Event types that a machine sends to itself, as far as its actions say so without being run
 * (`raise({ type: 'X' })`). Such an event is part of the step that raised it, and no step of its own.
 */
export function raisedBy(machine: AnyStateMachine): Set<string> {
  const declared = machine.implementations.actions as Readonly<Record<string, unknown>>;
  const types = new Set<string>();
  const look = (actions: readonly unknown[]) => {
    for (const action of actions) {
      const name = typeof action === 'string' ? action : (action as { type?: string }).type;
      const { type, event } = (declared[name ?? ''] ?? action) as { type?: string; event?: unknown };
      if (type === 'xstate.raise' && typeof event === 'object') types.add((event as { type: string }).type);
    }
  };
  const visit = (node: AnyStateMachine['root']) => {
    const transitions = [...node.transitions.values(), node.always ?? [], node.initial ?? []].flat();
    look([...node.entry, ...node.exit, ...transitions.flatMap(({ actions }) => actions)]);
    for (const child of Object.values(node.states)) visit(child);
  };
  visit(machine.root);
  return types;
}
