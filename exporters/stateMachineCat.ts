import { type IStateMachine, render } from 'state-machine-cat';
import { marks } from './marks.ts';

/** A chart as state-machine-cat takes it. */
export type Chart = IStateMachine;

/**
 * A chart laid out as SVG that follows the reader's light or dark scheme. Always by the Graphviz that
 * state-machine-cat ships, so that one chart is one picture wherever it is drawn.
 */
export async function svgOfChart(chart: Chart, direction: 'top-down' | 'left-right'): Promise<string> {
  // A label begins beside its arrow, not on it.
  const transitions = (chart.transitions ?? []).map(({ label, ...rest }) =>
    label === undefined ? rest : { ...rest, label: label.replaceAll(/^/gm, '\u00a0\u00a0') },
  );
  const drawn = await render(
    { ...chart, transitions },
    { inputType: 'json', outputType: 'oldsvg', direction },
  );
  const [head = ''] = /<svg [^>]*>/.exec(drawn) ?? [];
  const inside = drawn.slice(drawn.indexOf(head) + head.length).replaceAll(/^<!-- .* -->\n/gm, '');
  // Graphviz takes points for pixels, and a picture that can shrink fits any page.
  const size = head.replaceAll(/(width|height)="([\d.]+)pt"/g, '$1="$2"');
  return `${size.replace('<svg ', '<svg class="drawn" ')}\n<style>${STYLE}</style>${inside}`;
}

/** A chart as SCXML; conditions are in ECMAScript, with the predicate `In` that every processor has. */
export async function scxmlOfChart(chart: Chart): Promise<string> {
  const text = await render(chart, { inputType: 'json', outputType: 'scxml' });
  return text.replace(' version="1.0">', ' version="1.0" datamodel="ecmascript">');
}

/**
 * Graphviz writes colours as attributes, which any rule of a style sheet overrides. Letters are a little smaller than
 * it was told, since there are systems whose substitute for Helvetica is wider.
 */
const STYLE = `
.drawn { --ink: #1f2328; --paper: #ffffff; max-width: 100%; height: auto; background: var(--paper); }
@media (prefers-color-scheme: dark) { .drawn { --ink: #e6edf3; --paper: #0d1117; } }
.drawn text { fill: var(--ink); font-family: Helvetica, Arial, sans-serif; font-size: 11px; }
.drawn .edge text { font-size: 9px; }
.drawn [stroke=black] { stroke: var(--ink); }
.drawn [fill=black] { fill: var(--ink); }
.drawn .graph > polygon:first-of-type { fill: var(--paper); }
.drawn .event > path { stroke-dasharray: 4 3; }
${Object.entries(marks)
  .map(
    ([mark, { ink, paper, line }]) => `.drawn .${mark} text { fill: ${ink}; }
.drawn .node.${mark} > polygon:first-of-type, .drawn .cluster.${mark} > path { fill: ${paper}; fill-opacity: 1; }
.drawn .node.${mark} > polygon:not(:first-of-type) { fill: ${ink}; stroke: ${ink}; }
.drawn .${mark} > path { stroke: ${line}; stroke-width: 3; }`,
  )
  .join('\n')}
`;
