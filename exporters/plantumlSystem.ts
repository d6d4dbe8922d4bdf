import type { System } from '../composition/index.ts';
import { plantumlText } from './plantumlText.ts';
import { type SystemLook, systemPicture } from './systemPicture.ts';

/**
 * A system as a PlantUML component diagram: families, joined by the event types that they hear together. Where there
 * would be too many lines, a box lists these event types.
 */
export function plantumlSystem(system: System, look?: SystemLook): string {
  const { families, joined, listed } = systemPicture(system, look);
  const ids = new Map(families.map(({ name }, number) => [name, `f${number}`]));
  const lines = ['@startuml', 'left to right direction'];
  for (const { name, size, own } of families) {
    const label = [`<b>${plantumlText(name)}</b> × ${size}`, ...own.map(plantumlText)];
    lines.push(`rectangle "${label.join('\\n')}" as ${ids.get(name)}`);
  }
  joined.forEach(({ families: hearing, types }, number) => {
    lines.push(`usecase "${types.map(plantumlText).join('\\n')}" as e${number}`);
    for (const family of hearing) lines.push(`${ids.get(family)} -- e${number}`);
  });
  if (listed.length > 0)
    lines.push(`rectangle "${['<b>together</b>', ...listed.map(plantumlText)].join('\\l')}\\l" as together`);
  return `${lines.join('\n')}\n@enduml\n`;
}
