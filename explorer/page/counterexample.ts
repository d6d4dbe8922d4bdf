import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DesignData, ReportData } from '../data.ts';
import { Memory, memoryAt } from './memory.ts';
import { Sequence } from './sequence.ts';
import { Steps } from './steps.ts';

/** What a counterexample is given. */
export interface CounterexampleProps {
  readonly report: ReportData;
  readonly design: DesignData;
  readonly claim: string;
  readonly close: () => void;
}

/** A dialog with one counterexample: sequence diagram, steps, and memory after the step that is looked at. */
export function Counterexample({ report, design, claim, close }: CounterexampleProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const { trace, verdict } = design.verdicts[claim] ?? {};
  const last = (trace?.steps.length ?? 0) - 1;
  const [at, choose] = useState(last);
  useEffect(() => dialog.current?.showModal(), []);
  const told = report.claims.find(({ name }) => name === claim);
  if (!trace) return html`` as VNode;
  const steps = trace.loopFrom ?? trace.steps.length;
  return html`<dialog ref=${dialog} aria-labelledby="about" onClose=${close}>
    <div class="bar"><h2 id="about">${claim} ${verdict === 'violated' ? 'is violated by' : 'has a witness in'} ${`${design.name} in ${steps} ${steps === 1 ? 'step' : 'steps'}`}</h2>
      <button type="button" class="end noprint" onClick=${() => dialog.current?.close()}>Close</button></div>
    <p>${told?.summary}</p><p class="quiet">Source: ${told?.source}. Design: ${design.title}</p>
    <p class="quiet">To see it again: <code>coco-dma trace ${design.name} ${claim}</code></p>
    <div class="bar noprint" role="group" aria-label="Steps">
      <button type="button" disabled=${at < 0} onClick=${() => choose(at - 1)}>Back</button>
      <button type="button" disabled=${at >= last} onClick=${() => choose(at + 1)}>Forward</button>
      <span aria-live="polite">${at < 0 ? 'Before the first step' : `After step ${at + 1} of ${last + 1}`}</span></div>
    <div class="two"><div><${Sequence} parts=${design.parts} trace=${trace} at=${at} choose=${choose}
        breaks=${verdict === 'violated' ? claim : undefined} />
      <h3>Memory ${at < 0 ? 'before the first step' : `after step ${at + 1}`}</h3>
      <${Memory} names=${design.memory} cells=${memoryAt(trace, at)} changed=${(trace.steps[at]?.memory ?? []).map(([cell]) => cell)} /></div>
    <div><${Steps} trace=${trace} events=${report.events} at=${at} choose=${choose} /></div></div>
  </dialog>` as VNode;
}
