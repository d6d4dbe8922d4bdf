import type { System } from '../composition/index.ts';
import { dotText } from './dotText.ts';
import { type SystemLook, systemPicture } from './systemPicture.ts';

/**
 * A system as a Graphviz DOT graph: families as boxes, joined by the event types that they share. Where there would be
 * too many lines, a box lists these event types.
 */
export function dotSystem(system: System, look?: SystemLook): string {
  const { families, joined, listed } = systemPicture(system, look);
  const lines = [
    `graph ${dotText(system.name)} {`,
    listed.length > 0 ? '  bgcolor=white; rankdir=LR;' : '  bgcolor=white; layout=fdp; overlap=false;',
    '  node [fontname="sans-serif", fontsize=10];',
  ];
  for (const { name, size, own } of families)
    lines.push(
      `  ${dotText(name)} [shape=box, style=bold, label=${dotText([`${name} × ${size}`, ...own].join('\n'))}];`,
    );
  joined.forEach(({ families: hearing, types }, number) => {
    const node = dotText(`events ${number}`);
    lines.push(`  ${node} [shape=ellipse, label=${dotText(types.join('\n'))}];`);
    for (const family of hearing) lines.push(`  ${dotText(family)} -- ${node};`);
  });
  if (listed.length > 0) {
    const label = dotText(['together', ...listed, ''].join('\n')).replaceAll('\\n', '\\l');
    lines.push(`  "together" [shape=box, style=dashed, label=${label}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}
