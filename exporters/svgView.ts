import type { View } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { chartLines } from './chartLines.ts';
import { htmlText } from './htmlText.ts';
import { svgOfChart } from './stateMachineCat.ts';
import { viewPicture } from './viewPicture.ts';

/** A view as an SVG state chart; what leads from a box to itself stands in it, and τ is a step that the viewpoint does not see. */
export function svgView(view: View, world: World): Promise<string> {
  const { boxes, arrows } = viewPicture(view, world);
  const states = boxes.map(({ lines: [title = '', ...known] }, at) => {
    const loops = arrows.filter(({ from, to }) => from === at && to === at).flatMap(({ labels }) => labels);
    const actions = [...known, ...loops]
      .flatMap((line) => chartLines(line))
      .map((body) => ({ type: 'activity' as const, body }));
    return { name: `v-${at}`, type: 'regular' as const, label: htmlText(title), actions };
  });
  const between = arrows
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, labels }) => ({ from: `v-${from}`, to: `v-${to}`, label: labels.join('\n') }));
  const transitions = [{ from: 'initial', to: 'v-0' }, ...between].map((ends, id) => ({ id, ...ends }));
  return svgOfChart(
    { states: [{ name: 'initial', type: 'initial' as const }, ...states], transitions },
    'top-down',
  );
}
