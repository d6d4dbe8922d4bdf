import type { TraceStep } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { mermaidText } from './mermaidText.ts';

/**
 * A trace as a Mermaid sequence diagram: a numbered arrow from the mover to the first part that takes part
 * in the step, dashed arrows with the same number to the others. Parts that never take part are left out,
 * and so are monitors, which only listen. What is repeated for ever stands in a `loop`.
 *
 * @throws {RangeError} for a step that the world does not have.
 */
export function mermaidTrace(
  world: World,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[] = [],
): string {
  const steps = [...trace, ...loop].map(({ event, by }) => {
    const step = world.steps.find(({ name }) => name === event);
    if (!step) throw new RangeError(`${world.system.name} has no step ${event}`);
    const parts = step.parts.flatMap((number) => {
      const part = world.parts[number];
      return part && !part.monitors && part.name !== by ? [part.name] : [];
    });
    return { event, by, parts };
  });
  const movers = [...new Set(steps.map(({ by }) => by))];
  const moving = world.parts
    .map(({ name }) => name)
    .filter((name) => steps.some(({ parts }) => parts.includes(name)));
  // A mover and a part may have one name: both get an alias of their own.
  const moverId = (name: string) => `m${movers.indexOf(name)}`;
  const partId = (name: string) => `p${moving.indexOf(name)}`;

  const lines = ['sequenceDiagram'];
  for (const name of movers) lines.push(`  actor ${moverId(name)} as ${mermaidText(name)}`);
  for (const name of moving) lines.push(`  participant ${partId(name)} as ${mermaidText(name)}`);
  steps.forEach(({ event, by, parts }, at) => {
    if (at === trace.length) lines.push('  loop for ever');
    const [first, ...others] = parts.map(partId);
    lines.push(`  ${moverId(by)}->>${first ?? moverId(by)}: ${at + 1}. ${mermaidText(event)}`);
    for (const other of others) lines.push(`  ${moverId(by)}-->>${other}: ${at + 1}.`);
  });
  if (loop.length > 0) lines.push('  end');
  return `${lines.join('\n')}\n`;
}
