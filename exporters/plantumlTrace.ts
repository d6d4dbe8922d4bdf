import type { TraceStep } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { marks as colours } from './marks.ts';
import { plantumlText } from './plantumlText.ts';
import { type TraceMarks, tracePicture } from './tracePicture.ts';

/**
 * A trace as a PlantUML sequence diagram, as {@link mermaidTrace} draws it.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function plantumlTrace(
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
  const moverId = (name: string) => `m${movers.indexOf(name)}`;
  const partId = (name: string) => `p${moving.indexOf(name)}`;

  const lines = ['@startuml', 'hide footbox'];
  for (const name of movers) lines.push(`actor "${plantumlText(name)}" as ${moverId(name)}`);
  for (const name of moving) lines.push(`participant "${plantumlText(name)}" as ${partId(name)}`);
  steps.forEach(({ event, by, parts, leaks }, at) => {
    if (at === trace.length) lines.push('loop for ever');
    const [first, ...others] = parts.filter((name) => name !== by).map(partId);
    const to = first ?? moverId(by);
    lines.push(`${moverId(by)} -> ${to} : ${at + 1}. ${plantumlText(event)}`);
    for (const other of others) lines.push(`${moverId(by)} --> ${other} : ${at + 1}.`);
    const breaks = marks.violates !== undefined && at === trace.length - 1;
    for (const note of [...leaks, ...(breaks ? [`${marks.violates} is violated`] : [])])
      lines.push(
        `note over ${moverId(by)}, ${to} ${colours.error.paper} : <color:${colours.error.ink}>${plantumlText(note)}`,
      );
  });
  if (loop.length > 0) lines.push('end');
  return `${lines.join('\n')}\n@enduml\n`;
}
