import type { AnyStateMachine } from 'xstate';
import { bundled, machineGraph, type StateShape } from './machineGraph.ts';
import { markOf, marks } from './marks.ts';
import { mermaidText } from './mermaidText.ts';

/**
 * A machine as a Mermaid state diagram, ready for a Markdown page.
 *
 * Left out: Mermaid has no history states, so these are drawn as states labelled H and H*; event types
 * that a state only refuses are in a note. It cannot mark a state that has others inside.
 */
export function mermaidMachine(machine: AnyStateMachine): string {
  const { root, arrows, refused } = machineGraph(machine);
  const lines = ['stateDiagram-v2'];
  const ids = new Map<string, string>();
  const marked: string[] = [];
  const idOf = (path: string): string => {
    // Mermaid takes dots for syntax, and a state must not be called `end`, `state` or `note`.
    const id = ids.get(path) ?? `s${ids.size}_${path.replaceAll(/\W/g, '_')}`;
    ids.set(path, id);
    return id;
  };

  const draw = (shape: StateShape, indent: string): void => {
    const id = idOf(shape.path);
    lines.push(`${indent}state "${mermaidText(titleOf(shape))}" as ${id}`);
    if (shape.children.length > 0) {
      lines.push(`${indent}state ${id} {`);
      inside(shape, `${indent}  `);
      lines.push(`${indent}}`);
    }
    if (shape.kind === 'final') lines.push(`${indent}${id} --> [*]`);
    const mark = shape.children.length === 0 ? markOf(shape.tags) : undefined;
    if (mark) marked.push(`  class ${id} ${mark}`);
    const never = refused.get(shape.path);
    if (never) lines.push(`${indent}note right of ${id} : never ${mermaidText(never.join(', '))}`);
  };
  const inside = (shape: StateShape, indent: string): void => {
    for (const path of shape.initial) lines.push(`${indent}[*] --> ${idOf(path)}`);
    shape.children.forEach((child, number) => {
      if (shape.kind === 'parallel' && number > 0) lines.push(`${indent}--`);
      draw(child, indent);
    });
  };

  // The machine itself is drawn only if an arrow needs it as an end.
  const rootHasArrows = arrows.some(({ from, to }) => from === '' || to === '') || refused.has('');
  if (rootHasArrows || root.children.length === 0 || root.kind === 'parallel')
    draw({ ...root, key: machine.id }, '  ');
  else inside(root, '  ');
  for (const { from, to, labels } of bundled(arrows))
    lines.push(`  ${idOf(from)} --> ${idOf(to)} : ${labels.map(mermaidText).join('<br/>')}`);
  for (const [mark, { ink, paper, line }] of Object.entries(marks)) {
    if (marked.some((one) => one.endsWith(` ${mark}`)))
      lines.push(`  classDef ${mark} fill:${paper},stroke:${line},color:${ink},stroke-width:2px`);
  }
  return `${[...lines, ...marked].join('\n')}\n`;
}

function titleOf({ key, kind, tags, entry, exit }: StateShape): string {
  const name = kind === 'shallowHistory' ? `${key} (H)` : kind === 'deepHistory' ? `${key} (H*)` : key;
  return [
    name,
    ...tags.map((tag) => `«${tag}»`),
    ...entry.map((action) => `entry / ${action}`),
    ...exit.map((action) => `exit / ${action}`),
  ].join('; ');
}
