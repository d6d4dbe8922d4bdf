import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { guardName, implementationName } from '../composition/index.ts';

/** A state of a machine as a picture shows it. */
export interface StateShape {
  /** Path of the state within its machine, `''` for the machine itself. Unique. */
  readonly path: string;
  readonly key: string;
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'shallowHistory' | 'deepHistory';
  /** Paths of the children that are entered first: one for a compound state. */
  readonly initial: readonly string[];
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  /** Tags of the state in the order of the machine; some of them are {@link marks}. */
  readonly tags: readonly string[];
  readonly children: readonly StateShape[];
}

/** An arrow of a picture. */
export interface Arrow {
  readonly from: string;
  /** The state entered; the state itself where the transition only acts. */
  readonly to: string;
  /** `EVENT [guard] / action`; `[guard]` alone for an eventless transition. */
  readonly label: string;
}

/** A machine as states and arrows. */
export interface MachineGraph {
  readonly id: string;
  readonly root: StateShape;
  readonly arrows: readonly Arrow[];
  /** Event types that a state handles only to refuse them, by path of the state. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
}

/**
 * The picture of a machine as data: its nested states and labelled arrows, read from XState's own state
 * nodes rather than from the config, so every short form of the config looks alike.
 */
export function machineGraph(machine: AnyStateMachine): MachineGraph {
  const arrows: Arrow[] = [];
  const refused = new Map<string, string[]>();
  const visit = (node: AnyStateNode): StateShape => {
    const from = pathOf(node);
    for (const transitions of [...node.transitions.values(), node.always ?? []]) {
      for (const { eventType, target, guard, actions } of transitions) {
        if (!target && actions.length === 0) {
          refused.set(from, [...(refused.get(from) ?? []), eventType]);
          continue;
        }
        const label = labelOf(eventType, guard, actions);
        for (const to of target ?? [node]) arrows.push({ from, to: pathOf(to), label });
      }
    }
    return {
      path: from,
      key: node.key,
      kind: kindOf(node),
      initial: node.type === 'compound' ? (node.initial.target ?? []).map(pathOf) : [],
      entry: node.entry.map(implementationName),
      exit: node.exit.map(implementationName),
      tags: node.tags,
      children: Object.values(node.states).map(visit),
    };
  };
  return { id: machine.id, root: visit(machine.root), arrows, refused };
}

/**
 * Arrows with the same ends drawn as one, so that a state with twenty self-loops stays readable: their
 * labels, in the order of the machine.
 */
export function bundled(arrows: readonly Arrow[]): { from: string; to: string; labels: string[] }[] {
  const bundles = new Map<string, { from: string; to: string; labels: string[] }>();
  for (const { from, to, label } of arrows) {
    const key = `${from}>${to}`;
    const bundle = bundles.get(key) ?? { from, to, labels: [] };
    if (!bundle.labels.includes(label)) bundle.labels.push(label);
    bundles.set(key, bundle);
  }
  return [...bundles.values()];
}

const pathOf = (node: AnyStateNode): string => node.path.join('.');

function kindOf({ type, history }: AnyStateNode): StateShape['kind'] {
  if (type !== 'history') return type;
  return history === 'deep' ? 'deepHistory' : 'shallowHistory';
}

function labelOf(event: string, guard: unknown, actions: readonly unknown[]): string {
  const parts = [event, guard === undefined ? '' : `[${guardName(guard)}]`];
  if (actions.length > 0) parts.push(`/ ${actions.map(implementationName).join(', ')}`);
  return parts.filter((part) => part !== '').join(' ');
}
