import type { System } from '../composition/index.ts';
import { mermaidText } from './mermaidText.ts';
import { type SystemLook, type SystemPicture, systemPicture } from './systemPicture.ts';

/**
 * A system as a Mermaid flowchart: families, joined by the event types that they hear together; what a
 * family alone hears is written in its box. Where there would be too many lines it is a class diagram, with a box
 * that lists what they hear together.
 */
export function mermaidSystem(system: System, look?: SystemLook): string {
  const picture = systemPicture(system, look);
  return `${(picture.listed.length > 0 ? listed(picture) : joined(picture)).join('\n')}\n`;
}

function joined({ families, joined }: SystemPicture): string[] {
  const lines = ['flowchart LR'];
  const ids = new Map(families.map(({ name }, number) => [name, `f${number}`]));
  for (const { name, size, own } of families) {
    const label = [`<b>${mermaidText(name)}</b> × ${size}`, ...own.map(mermaidText)];
    lines.push(`  ${ids.get(name)}["${label.join('<br/>')}"]`);
  }
  joined.forEach(({ families: hearing, types }, number) => {
    lines.push(`  e${number}(["${types.map(mermaidText).join('<br/>')}"])`);
    for (const family of hearing) lines.push(`  ${ids.get(family)} --- e${number}`);
  });
  return lines;
}

/** Unlike those of a flowchart, the lines of a class begin below each other. */
function listed({ families, listed }: SystemPicture): string[] {
  const box = (id: string, title: string, members: readonly string[]) => [
    `  class ${id}["${mermaidText(title)}"]`,
    ...members.map((member) => `  ${id} : ${mermaidText(member)}`),
  ];
  return [
    'classDiagram',
    '  direction LR',
    ...families.flatMap(({ name, size, own }, number) => box(`f${number}`, `${name} × ${size}`, own)),
    ...box('together', 'together', listed),
  ];
}
