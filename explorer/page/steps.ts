import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { TraceData } from '../data.ts';

/** What a list of steps is given. */
export interface StepsProps {
  readonly trace: TraceData;
  readonly events: Readonly<Record<string, string>>;
  readonly at: number;
  readonly choose: (step: number) => void;
}

/** The steps of a trace as a list: who moves, what it is, what it changes. */
export function Steps({ trace, events, at, choose }: StepsProps): VNode {
  return html`<ol class="steps">${trace.steps.map(
    ({ event, by, changes, leaks }, number) => html`<li key=${number}>
      ${number === trace.loopFrom && html`<p class="warn">and then, for ever:</p>`}
      <button type="button" aria-current=${number === at ? 'step' : undefined} onClick=${() => choose(number)}>
        <strong>${by}</strong> <span class="event">${event}</span></button>
      <div class="changes">${events[event.split('(')[0] ?? '']}</div>
      ${changes.map((change) => html`<div key=${change} class="changes"><code>${change}</code></div>`)}
      ${leaks.map((leak) => html`<div key=${leak} class="changes warn">${leak}</div>`)}
    </li>`,
  )}</ol>` as VNode;
}
