import type { TraceStep } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { dotMark } from './dotMark.ts';
import { dotText } from './dotText.ts';
import { traceChain } from './traceChain.ts';
import type { TraceMarks } from './tracePicture.ts';

/**
 * A trace as a Graphviz DOT digraph: a box for the state after each step, with what the step changed.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function dotTrace(
  world: World,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[] = [],
  marks: TraceMarks = {},
): string {
  const { boxes, arrows } = traceChain(world, trace, loop, marks);
  const lines = [
    `digraph ${dotText(world.system.name)} {`,
    '  bgcolor=white;',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...boxes.map(
      ({ title, lines: said, mark }, at) =>
        `  s${at} [label=${dotText([title, ...said].join('\n'))}${mark ? `, ${dotMark(mark)}` : ''}];`,
    ),
    ...arrows.map(({ from, to, label }) => `  s${from} -> s${to} [label=${dotText(label)}];`),
  ];
  return `${lines.join('\n')}\n}\n`;
}
