import { type System, sizesOf } from '../composition/index.ts';
import { mermaidText } from './mermaidText.ts';
import { meetings } from './sharedEvents.ts';

/**
 * A system as a Mermaid flowchart: one box a family, with its number of members, joined by the event types
 * that move them together. What only one family hears is written in its box.
 */
export function mermaidSystem(system: System): string {
  const sizes = sizesOf(system);
  const together = meetings(system);
  const lines = ['flowchart LR'];
  const ids = new Map(Object.keys(system.families).map((family, number) => [family, `f${number}`]));
  for (const [family, { index = family }] of Object.entries(system.families)) {
    const own = together.find(({ families }) => families.length === 1 && families[0] === family)?.types ?? [];
    const label = [`<b>${mermaidText(family)}</b> × ${sizes[index] ?? 1}`, ...own.map(mermaidText)];
    lines.push(`  ${ids.get(family)}["${label.join('<br/>')}"]`);
  }
  together
    .filter(({ families }) => families.length > 1)
    .forEach(({ families, types }, number) => {
      lines.push(`  e${number}(["${types.map(mermaidText).join('<br/>')}"])`);
      for (const family of families) lines.push(`  ${ids.get(family)} --- e${number}`);
    });
  return `${lines.join('\n')}\n`;
}
