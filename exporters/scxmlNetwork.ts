import type { Network, Step } from '../checker/index.ts';
import { identifiers } from './identifiers.ts';
import { scxmlEvent } from './scxmlEvent.ts';
import { type Chart, scxmlOfChart } from './stateMachineCat.ts';

type ChartTransition = NonNullable<Chart['transitions']>[number];

/**
 * A network as SCXML that any processor runs: a region a part, a state a local state, and an event a step, called
 * `MAP.page.0.slot.1`. Where a part may refuse a step that others would take, they ask with `In` whether it does. A
 * step that leaves a part as it is stays a transition, since its absence would mean a refusal.
 *
 * Left out: claims, and who moves.
 *
 * @throws {RangeError} for two steps whose names SCXML cannot tell apart.
 */
export function scxmlNetwork(network: Network): Promise<string> {
  const { name, parts, steps } = network;
  const idOf = identifiers();
  const regions = parts.map((part) => ({
    id: idOf(part.name),
    states: part.states.map((state) => idOf(`${parts.length > 1 ? part.name : ''} ${state}`)),
    initial: part.initial,
  }));
  const named = new Map<string, string>();
  const transitions: ChartTransition[] = [];
  const arrow = (from: string, to: string, more: Partial<ChartTransition> = {}) =>
    transitions.push({ id: transitions.length, from, to, ...more });
  for (const step of steps) {
    const event = scxmlEvent(step.name);
    const other = named.get(event);
    if (other !== undefined)
      throw new RangeError(`${name}: ${other} and ${step.name} would both be called ${event} in SCXML`);
    named.set(event, step.name);
    for (const { part, to } of step.moves) {
      const cond = othersAccept(step, part, (other) => regions[other]?.states ?? []);
      const { states = [] } = regions[part] ?? {};
      states.forEach((from, at) => {
        const target = states[to[at] ?? -1];
        if (target !== undefined) arrow(from, target, { event, ...(cond === '' ? {} : { cond }) });
      });
    }
  }
  // The arrow to the initial state belongs to its region, or it would be written as a state of its own.
  const insideOf = ({ id, states, initial }: (typeof regions)[number]): Chart => ({
    states: [
      { name: `${id}-initial`, type: 'initial' },
      ...states.map((state) => ({ name: state, type: 'regular' as const })),
    ],
    transitions: [{ id: 0, from: `${id}-initial`, to: states[initial] ?? '' }],
  });
  const [only] = regions;
  if (regions.length === 1 && only) {
    const { states, transitions: start = [] } = insideOf(only);
    return scxmlOfChart({ states, transitions: [...start, ...transitions] });
  }
  const inside = regions.map((region) => ({
    name: region.id,
    type: 'regular' as const,
    statemachine: insideOf(region),
  }));
  return scxmlOfChart({
    states: [{ name: idOf(name), type: 'parallel', statemachine: { states: inside } }],
    transitions,
  });
}

/** That every part but one accepts a step, as a condition; empty if nobody else ever refuses it. */
function othersAccept({ moves }: Step, part: number, statesOf: (part: number) => readonly string[]): string {
  const conditions = moves.flatMap(({ part: other, to }) => {
    const states = statesOf(other);
    const [accepting, refusing] = [true, false].map((wanted) =>
      states.filter((_, at) => (to[at] ?? -1) >= 0 === wanted).map((state) => `In('${state}')`),
    ) as [string[], string[]];
    if (other === part || refusing.length === 0) return [];
    return refusing.length < accepting.length
      ? [`!(${refusing.join(' || ')})`]
      : [`(${accepting.join(' || ')})`];
  });
  return conditions.join(' && ');
}
