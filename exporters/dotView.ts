import type { View } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { dotText } from './dotText.ts';
import { viewPicture } from './viewPicture.ts';

/** A view as a DOT graph; τ is a step that the viewpoint does not see. */
export function dotView(view: View, world: World): string {
  const { boxes, arrows } = viewPicture(view, world);
  return [
    `digraph ${dotText(world.system.name)} {`,
    '  node [shape=box, style=rounded];',
    '  start [shape=point];',
    ...boxes.map(({ lines }, at) => `  s${at} [label=${dotText(lines.join('\n'))}];`),
    '  start -> s0;',
    ...arrows.map(({ from, to, labels }) => `  s${from} -> s${to} [label=${dotText(labels.join('\n'))}];`),
    '}',
    '',
  ].join('\n');
}
