import { type System, sizesOf } from '../composition/index.ts';
import { dotText } from './dotText.ts';
import { meetings } from './sharedEvents.ts';

/** A system as a Graphviz DOT graph: families as boxes, joined by the event types that they share. */
export function dotSystem(system: System): string {
  const sizes = sizesOf(system);
  const together = meetings(system);
  const lines = [
    `graph ${dotText(system.name)} {`,
    '  bgcolor=white; layout=fdp; overlap=false;',
    '  node [fontname="sans-serif", fontsize=10];',
  ];
  for (const [family, { index = family }] of Object.entries(system.families)) {
    const own = together.find(({ families }) => families.length === 1 && families[0] === family)?.types ?? [];
    const label = [`${family} × ${sizes[index] ?? 1}`, ...own].join('\n');
    lines.push(`  ${dotText(family)} [shape=box, style=bold, label=${dotText(label)}];`);
  }
  together
    .filter(({ families }) => families.length > 1)
    .forEach(({ families, types }, number) => {
      const node = dotText(`events ${number}`);
      lines.push(`  ${node} [shape=ellipse, label=${dotText(types.join('\n'))}];`);
      for (const family of families) lines.push(`  ${dotText(family)} -- ${node};`);
    });
  return `${lines.join('\n')}\n}\n`;
}
