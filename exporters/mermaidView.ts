import type { View } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { mermaidText } from './mermaidText.ts';
import { viewPicture } from './viewPicture.ts';

/** A view as a Mermaid state diagram; τ is a step that the viewpoint does not see. */
export function mermaidView(view: View, world: World): string {
  const { boxes, arrows } = viewPicture(view, world);
  return [
    'stateDiagram-v2',
    ...boxes.map(({ lines }, at) => `  state "${lines.map(mermaidText).join('<br/>')}" as s${at}`),
    '  [*] --> s0',
    ...arrows.map(
      ({ from, to, labels }) => `  s${from} --> s${to} : ${labels.map(mermaidText).join('<br/>')}`,
    ),
    '',
  ].join('\n');
}
