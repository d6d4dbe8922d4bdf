import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { CellData, TraceData } from '../data.ts';

/** Memory after step number `at` of a trace; -1 for before the first. */
export function memoryAt({ memory, steps }: TraceData, at: number): CellData[] {
  const cells = [...memory];
  for (const step of steps.slice(0, at + 1)) for (const [number, cell] of step.memory) cells[number] = cell;
  return cells;
}

/** What a memory map is given. */
export interface MemoryProps {
  readonly names: readonly string[];
  readonly cells: readonly CellData[];
  /** Numbers of the cells that the last step changed, where that is to be shown. */
  readonly changed?: readonly number[];
}

/** Who can read what: a row for each page and slot, red where the host reads what nobody gave it. */
export function Memory({ names, cells, changed }: MemoryProps): VNode {
  if (cells.length === 0) return html`<p class="quiet">This design has no pages or slots.</p>` as VNode;
  const yes = (reads: boolean) =>
    html`<td class=${reads ? 'yes' : 'quiet'}>${reads ? 'reads it' : 'cannot'}</td>`;
  return html`<div class="scroll"><table class="memory">
    <caption>Who can read what${changed && '; a bar marks what the step changed'}</caption>
    <thead><tr><th scope="col">memory</th><th scope="col">is</th><th scope="col">used by</th><th scope="col">holds</th>
      <th scope="col">guest</th><th scope="col">private device (T=1)</th><th scope="col">host and shared devices</th></tr></thead>
    <tbody>${cells.map(({ state, content, hostReads, use }, number) => {
      const leak = hostReads && (content === 'secret' || content === 'stale');
      return html`<tr key=${number} class="${leak ? 'leak' : ''} ${changed?.includes(number) ? 'changed' : ''}">
        <th scope="row">${names[number]}</th><td>${state}</td><td>${use}</td>
        <td>${meanings[content] ?? content}</td>${yes(true)}${yes(true)}
        ${leak ? html`<td class="yes">reads it: a leak</td>` : yes(hostReads)}</tr>`;
    })}</tbody></table></div>` as VNode;
}

const meanings: Readonly<Record<string, string>> = {
  zero: 'zeroes',
  public: 'public data',
  secret: 'a secret',
  stale: 'what was left in it',
};
