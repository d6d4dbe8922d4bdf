import { type System, sizesOf } from '../composition/index.ts';
import { plantumlText } from './plantumlText.ts';
import { meetings } from './sharedEvents.ts';

/** A system as a PlantUML component diagram: families, joined by the event types that they hear together. */
export function plantumlSystem(system: System): string {
  const sizes = sizesOf(system);
  const together = meetings(system);
  const ids = new Map(Object.keys(system.families).map((family, number) => [family, `f${number}`]));
  const lines = ['@startuml', 'left to right direction'];
  for (const [family, { index = family }] of Object.entries(system.families)) {
    const own = together.find(({ families }) => families.length === 1 && families[0] === family)?.types ?? [];
    const label = [`<b>${plantumlText(family)}</b> × ${sizes[index] ?? 1}`, ...own.map(plantumlText)];
    lines.push(`rectangle "${label.join('\\n')}" as ${ids.get(family)}`);
  }
  together
    .filter(({ families }) => families.length > 1)
    .forEach(({ families, types }, number) => {
      lines.push(`usecase "${types.map(plantumlText).join('\\n')}" as e${number}`);
      for (const family of families) lines.push(`${ids.get(family)} -- e${number}`);
    });
  return `${lines.join('\n')}\n@enduml\n`;
}
