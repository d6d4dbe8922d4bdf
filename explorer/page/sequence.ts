import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { StepData, TraceData } from '../data.ts';

const LANE = 104;
const ROW = 40;
const HEAD = 34;

/** What a sequence diagram is given. */
export interface SequenceProps {
  readonly parts: readonly string[];
  readonly trace: TraceData;
  /** Number of the step looked at; -1 before the first. */
  readonly at: number;
  readonly choose: (step: number) => void;
  /** What the last step breaks, if it breaks something. */
  readonly breaks?: string;
}

/**
 * A trace as a sequence diagram: movers and parts are lanes, and each step an arrow to every part that takes part.
 * Pointer only: the list of steps beside it says the same to everybody else.
 */
export function Sequence({ parts, trace, at, choose, breaks }: SequenceProps): VNode {
  const { steps, loopFrom } = trace;
  const lanes = lanesOf(parts, steps);
  const width = Math.max(LANE * lanes.length, 480);
  const height = HEAD + ROW * steps.length + 12;
  const x = (lane: string) => LANE * (lanes.indexOf(lane) + 0.5);
  return html`<svg class="sequence" viewBox="0 0 ${width} ${height}" style="max-width:${width}px" role="img"
      aria-label="Sequence diagram of ${steps.length} steps">
    ${lanes.map(
      (lane) => html`<g key=${lane}>
        <text x=${x(lane)} y="18" text-anchor="middle" font-weight=${lane.startsWith('by ') ? 700 : 400}>${lane.replace(/^by /, '')}</text>
        <line class="life" x1=${x(lane)} x2=${x(lane)} y1="24" y2=${height}></line></g>`,
    )}
    ${steps.map((step, number) => {
      const y = HEAD + ROW * number;
      const bad =
        step.leaks.length > 0 || (breaks !== undefined && number === (loopFrom ?? steps.length) - 1);
      const from = x(`by ${step.by}`);
      const named = step.parts.map((part) => parts[part] ?? '').filter((name) => name !== step.by);
      return html`<g key=${number} class="step" onClick=${() => choose(number)}>
        <rect class=${bad ? 'bad' : ''} fill="transparent" x="0" y=${y} width=${width} height=${ROW - 2}></rect>
        ${number === at && html`<rect class="now" x="1" y=${y} width=${width - 2} height=${ROW - 2}></rect>`}
        <text x="4" y=${y + 13}>${number + 1}. ${step.event.split('(')[0]}
          <tspan class="small" dx="4">${step.event.slice(step.event.indexOf('(')).replace(/^[^(].*/, '')}</tspan></text>
        ${named.map(
          (
            name,
            i,
          ) => html`<line key=${name} class=${i > 0 ? 'other' : ''} x1=${from} x2=${x(name)} y1=${y + 24} y2=${y + 24}></line>
          <path fill="currentColor" d=${headOf(from, x(name), y + 24)}></path>`,
        )}
        ${number === loopFrom && html`<text class="leak" x=${width - 4} y=${y + 13} text-anchor="end">from here for ever</text>`}
        ${step.leaks.map((leak) => html`<text key=${leak} class="leak" x="4" y=${y + 36}>${leak}</text>`)}
      </g>`;
    })}
  </svg>` as VNode;
}

function lanesOf(parts: readonly string[], steps: readonly StepData[]): string[] {
  const movers = [...new Set(steps.map(({ by }) => `by ${by}`))];
  const moved = parts.filter((name, number) =>
    steps.some((step) => step.by !== name && step.parts.includes(number)),
  );
  return [...movers, ...moved];
}

const headOf = (from: number, to: number, y: number): string => {
  const back = from <= to ? -7 : 7;
  return `M${to} ${y} l${back} -4 v8 z`;
};
