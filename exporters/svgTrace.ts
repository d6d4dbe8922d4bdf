import type { TraceStep } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import { chartLines } from './chartLines.ts';
import { htmlText } from './htmlText.ts';
import { svgOfChart } from './stateMachineCat.ts';
import { traceChain } from './traceChain.ts';
import type { TraceMarks } from './tracePicture.ts';

/**
 * A trace as an SVG: a box for the state after each step, with what the step changed.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function svgTrace(
  world: World,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[] = [],
  marks: TraceMarks = {},
): Promise<string> {
  const { boxes, arrows } = traceChain(world, trace, loop, marks);
  return svgOfChart(
    {
      states: boxes.map(({ title, lines, mark }, at) => ({
        name: `s${at}`,
        type: 'regular',
        label: htmlText(title),
        actions: lines.flatMap((line) => chartLines(line, 80)).map((body) => ({ type: 'activity', body })),
        ...(mark ? { class: mark } : {}),
      })),
      transitions: arrows.map(({ from, to, label }, id) => ({
        id,
        from: `s${from}`,
        to: `s${to}`,
        label: chartLines(label, 70).join('\n'),
      })),
    },
    'top-down',
  );
}
