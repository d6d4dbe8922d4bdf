import type { AnyStateMachine } from 'xstate';
import { chartLines } from './chartLines.ts';
import { htmlText } from './htmlText.ts';
import { type Arrow, bundled, machineGraph, type StateShape } from './machineGraph.ts';
import { markOf } from './marks.ts';
import { type Chart, svgOfChart } from './stateMachineCat.ts';

type ChartState = Chart['states'][number];
type ChartTransition = NonNullable<Chart['transitions']>[number];

/**
 * A machine as an SVG state chart. What a state does without leaving it stands in its box, as do events that it only
 * refuses; tags stand in guillemets, and some of them are {@link marks}. A state's element has the class
 * {@link stateClass}.
 */
export function svgMachine(machine: AnyStateMachine): Promise<string> {
  const { id, root, arrows, refused } = machineGraph(machine);
  const transitions: ChartTransition[] = [];
  const arrow = (from: string, to: string, label?: string) =>
    transitions.push({ id: transitions.length + 1, from, to, ...(label === undefined ? {} : { label }) });

  const draw = (shape: StateShape): ChartState[] => {
    const { path, kind, children, initial, tags } = shape;
    const name = stateClass(path);
    const label = htmlText(path === '' ? id : shape.key);
    const mark = markOf(tags);
    const look = { name, label, class: mark === undefined ? name : `${name} ${mark}` };
    if (kind === 'shallowHistory') return [{ ...look, type: 'history' }];
    if (kind === 'deepHistory') return [{ ...look, type: 'deephistory' }];
    const actions = linesOf(shape, arrows, refused.get(path) ?? []).map((body) => ({
      type: 'activity' as const,
      body,
    }));
    const start: ChartState[] =
      initial.length > 0 && children.length > 0 ? [{ name: `${name}-initial`, type: 'initial' }] : [];
    for (const to of initial) arrow(`${name}-initial`, stateClass(to));
    const drawn: ChartState = {
      ...look,
      type: kind === 'parallel' ? 'parallel' : 'regular',
      ...(actions.length > 0 ? { actions } : {}),
      ...(children.length > 0 ? { statemachine: { states: [...start, ...children.flatMap(draw)] } } : {}),
    };
    if (kind !== 'final') return [drawn];
    arrow(name, `${name}-final`);
    return [drawn, { name: `${name}-final`, type: 'final' }];
  };
  const states = draw(root);
  for (const { from, to, labels } of bundled(arrows.filter((one) => one.from !== one.to)))
    arrow(stateClass(from), stateClass(to), labels.flatMap((label) => chartLines(label, 48)).join('\n'));
  return svgOfChart({ states, transitions }, 'top-down');
}

/** Class of a state's element in the picture of its machine, by the path of the state. */
export const stateClass = (path: string): string => `at-${path.replaceAll(/\W/g, '-')}`;

function linesOf(
  { path, entry, exit, tags }: StateShape,
  arrows: readonly Arrow[],
  never: readonly string[],
): string[] {
  return [
    ...tags.map((tag) => `«${tag}»`),
    ...entry.map((action) => `entry / ${action}`),
    ...exit.map((action) => `exit / ${action}`),
    ...new Set(arrows.filter(({ from, to }) => from === path && to === path).map(({ label }) => label)),
    ...(never.length > 0 ? [`never ${never.join(', ')}`] : []),
  ].flatMap((line) => chartLines(line));
}
