import type { AnyStateMachine } from 'xstate';
import { bundled, machineGraph, type StateShape } from './machineGraph.ts';
import { markOf, marks } from './marks.ts';
import { plantumlText } from './plantumlText.ts';

/** A machine as a PlantUML state diagram. Event types that a state only refuses are lines in its box. */
export function plantumlMachine(machine: AnyStateMachine): string {
  const { id, root, arrows, refused } = machineGraph(machine);
  const lines = [
    '@startuml',
    'hide empty description',
    ...Object.entries(marks).flatMap(([mark, { ink, paper, line }]) => [
      'skinparam state {',
      `  BackgroundColor<<${mark}>> ${paper}`,
      `  BorderColor<<${mark}>> ${line}`,
      `  FontColor<<${mark}>> ${ink}`,
      `  AttributeFontColor<<${mark}>> ${ink}`,
      '}',
    ]),
  ];
  const ids = new Map<string, string>();
  const idOf = (path: string): string => {
    const known = ids.get(path) ?? `s${ids.size}`;
    ids.set(path, known);
    return known;
  };
  const draw = (shape: StateShape, indent: string): void => {
    const { path, key, kind, children, initial, tags, entry, exit } = shape;
    const state = idOf(path);
    const mark = markOf(tags);
    const look = mark ? ` <<${mark}>>` : '';
    const history =
      kind === 'deepHistory' ? ' <<history*>>' : kind === 'shallowHistory' ? ' <<history>>' : '';
    const head = `${indent}state "${plantumlText(path === '' ? id : key)}" as ${state}${history}${look}`;
    lines.push(children.length > 0 ? `${head} {` : head);
    if (children.length > 0) {
      for (const to of initial) lines.push(`${indent}  [*] --> ${idOf(to)}`);
      children.forEach((child, number) => {
        if (kind === 'parallel' && number > 0) lines.push(`${indent}  --`);
        draw(child, `${indent}  `);
      });
      lines.push(`${indent}}`);
    }
    const never = refused.get(path) ?? [];
    for (const line of [
      ...tags.map((tag) => `«${tag}»`),
      ...entry.map((action) => `entry / ${action}`),
      ...exit.map((action) => `exit / ${action}`),
      ...new Set(arrows.filter(({ from, to }) => from === path && to === path).map(({ label }) => label)),
      ...(never.length > 0 ? [`never ${never.join(', ')}`] : []),
    ])
      lines.push(`${indent}${state} : ${plantumlText(line)}`);
    if (kind === 'final') lines.push(`${indent}${state} --> [*]`);
  };
  draw(root, '');
  for (const { from, to, labels } of bundled(arrows.filter((one) => one.from !== one.to)))
    lines.push(`${idOf(from)} --> ${idOf(to)} : ${labels.map(plantumlText).join('\\n')}`);
  return `${lines.join('\n')}\n@enduml\n`;
}
