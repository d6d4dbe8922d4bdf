import type { TraceStep } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { mermaidText } from './mermaidText.ts';
import { type TraceMarks, tracePicture } from './tracePicture.ts';

/** Behind marked steps; see-through, so that it suits a light page and a dark one. */
const MARKED = 'rect rgba(220, 60, 50, 0.25)';

/**
 * A trace as a Mermaid sequence diagram: a numbered arrow from the mover to the first part that takes part
 * in the step, dashed arrows with the same number to the others. Parts that never take part are left out,
 * and so are monitors, which only listen. What is repeated for ever stands in a `loop`. Steps that leak, and the one
 * that breaks the claim, stand on red with a note.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function mermaidTrace(
  world: World,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[] = [],
  marks: TraceMarks = {},
): string {
  const steps = tracePicture(world, [...trace, ...loop], marks);
  const movers = [...new Set(steps.map(({ by }) => by))];
  const moving = world.parts
    .map(({ name }) => name)
    .filter((name) => steps.some(({ by, parts }) => parts.includes(name) && name !== by));
  // A mover and a part may have one name: both get an alias of their own.
  const moverId = (name: string) => `m${movers.indexOf(name)}`;
  const partId = (name: string) => `p${moving.indexOf(name)}`;

  const lines = ['sequenceDiagram'];
  for (const name of movers) lines.push(`  actor ${moverId(name)} as ${mermaidText(name)}`);
  for (const name of moving) lines.push(`  participant ${partId(name)} as ${mermaidText(name)}`);
  steps.forEach(({ event, by, parts, leaks }, at) => {
    if (at === trace.length) lines.push('  loop for ever');
    const breaks = marks.violates !== undefined && at === trace.length - 1;
    const notes = [...leaks, ...(breaks ? [`${marks.violates} is violated`] : [])];
    if (notes.length > 0) lines.push(`  ${MARKED}`);
    const [first, ...others] = parts.filter((name) => name !== by).map(partId);
    const to = first ?? moverId(by);
    lines.push(`  ${moverId(by)}->>${to}: ${at + 1}. ${mermaidText(event)}`);
    for (const other of others) lines.push(`  ${moverId(by)}-->>${other}: ${at + 1}.`);
    for (const note of notes) lines.push(`  Note over ${moverId(by)},${to}: ${mermaidText(note)}`);
    if (notes.length > 0) lines.push('  end');
  });
  if (loop.length > 0) lines.push('  end');
  return `${lines.join('\n')}\n`;
}
