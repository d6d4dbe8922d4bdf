import type { AnyStateMachine } from 'xstate';
import { dotMark } from './dotMark.ts';
import { dotText } from './dotText.ts';
import { bundled, machineGraph, type StateShape } from './machineGraph.ts';
import { markOf } from './marks.ts';

/** A machine as a Graphviz DOT digraph: nested states as clusters, parallel regions dashed, tags in guillemets. */
export function dotMachine(machine: AnyStateMachine): string {
  const { id, root, arrows, refused } = machineGraph(machine);
  const lines = [
    `digraph ${dotText(id)} {`,
    '  bgcolor=white; compound=true;',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
  ];
  const shapes = new Map<string, StateShape>();

  const draw = (shape: StateShape, indent: string): void => {
    shapes.set(shape.path, shape);
    const name = shape.path === '' ? id : shape.key;
    const never = refused.get(shape.path);
    const label = [
      name,
      ...shape.tags.map((tag) => `«${tag}»`),
      ...shape.entry.map((action) => `entry / ${action}`),
      ...shape.exit.map((action) => `exit / ${action}`),
      ...(never ? [`never ${never.join(', ')}`] : []),
    ].join('\n');
    if (shape.children.length === 0) {
      lines.push(`${indent}${dotText(shape.path)} [label=${dotText(label)}${looksOf(shape)}];`);
      return;
    }
    lines.push(`${indent}subgraph ${dotText(`cluster_${shape.path}`)} {`);
    lines.push(
      `${indent}  label=${dotText(label)}; style=${shape.kind === 'parallel' ? 'dashed' : 'rounded'};`,
    );
    for (const path of shape.initial) {
      const dot = dotText(`initial of ${shape.path}`);
      lines.push(`${indent}  ${dot} [shape=point, label=""];`);
      lines.push(`${indent}  ${dot} -> ${dotText(leafOf(root, path))}${headOf(root, path)};`);
    }
    for (const child of shape.children) draw(child, `${indent}  `);
    lines.push(`${indent}}`);
  };
  draw(root, '  ');
  for (const { from, to, labels } of bundled(arrows)) {
    const ends = [
      `label=${dotText(labels.join('\n'))}`,
      ...(isCluster(shapes, from) ? [`ltail=${dotText(`cluster_${from}`)}`] : []),
      ...(isCluster(shapes, to) ? [`lhead=${dotText(`cluster_${to}`)}`] : []),
    ];
    lines.push(`  ${dotText(leafOf(root, from))} -> ${dotText(leafOf(root, to))} [${ends.join(', ')}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

function looksOf({ kind, key, tags }: StateShape): string {
  const mark = markOf(tags);
  if (mark) return `, ${dotMark(mark)}${kind === 'final' ? ', peripheries=2' : ''}`;
  if (kind === 'final') return ', peripheries=2';
  if (kind === 'shallowHistory' || kind === 'deepHistory')
    return `, shape=circle, xlabel=${dotText(kind === 'deepHistory' ? `${key} H*` : `${key} H`)}`;
  return '';
}

const isCluster = (shapes: ReadonlyMap<string, StateShape>, path: string): boolean =>
  (shapes.get(path)?.children.length ?? 0) > 0;

/** DOT cannot join clusters, only their nodes: the first leaf stands for its cluster. */
function leafOf(root: StateShape, path: string): string {
  let shape = find(root, path);
  for (let child = shape?.children[0]; child; child = shape?.children[0]) shape = child;
  return shape?.path ?? path;
}

const headOf = (root: StateShape, path: string): string =>
  (find(root, path)?.children.length ?? 0) > 0 ? ` [lhead=${dotText(`cluster_${path}`)}]` : '';

function find(shape: StateShape, path: string): StateShape | undefined {
  if (shape.path === path) return shape;
  for (const child of shape.children) {
    const found = find(child, path);
    if (found) return found;
  }
  return undefined;
}
