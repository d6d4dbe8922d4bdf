import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { DesignData, ReportData, VerdictData } from '../data.ts';

/** What the matrix is given. */
export interface MatrixProps {
  readonly designs: readonly DesignData[];
  readonly claims: ReportData['claims'];
  readonly open: (design: string, claim: string) => void;
}

const signs = { holds: '+', vacuous: '·', unknown: '?', violated: '✗' } as const;

/** Designs by claims: a sign for each verdict, and for each counterexample a button with its length. */
export function Matrix({ designs, claims, open }: MatrixProps): VNode {
  const cell = (design: DesignData, claim: string) => {
    const found = design.verdicts[claim];
    if (!found) return html`<td key=${claim}></td>`;
    const said = `${design.name}: ${claim} ${wordsOf(found)}`;
    if (!found.trace)
      return html`<td key=${claim} class=${found.verdict} title=${said}><span aria-label=${wordsOf(found)} role="img">${signs[found.verdict]}</span></td>`;
    const text =
      found.verdict === 'violated'
        ? (found.trace.loopFrom ?? found.trace.steps.length)
        : signs[found.verdict];
    return html`<td key=${claim} class=${found.verdict}><button type="button" title=${said} aria-label=${said}
      aria-haspopup="dialog" onClick=${() => open(design.name, claim)}>${text}</button></td>`;
  };
  return html`<div class="scroll matrix" tabindex="0" role="region" aria-label="Designs by claims"><table>
    <caption><span class="holds">+</span> holds, <strong class="warn">7</strong> violated in 7 steps at the least,
      · vacuous, ? unknown, empty: not about this design</caption>
    <thead><tr><th scope="col">design</th>${claims.map(({ name, summary }) => html`<th key=${name} scope="col" title=${summary}><span>${name}</span></th>`)}</tr></thead>
    <tbody>${designs.map(
      (
        design,
      ) => html`<tr key=${design.name}><th scope="row"><a href="#${design.name}" title=${design.title}>${design.name}</a></th>
      ${claims.map(({ name }) => cell(design, name))}</tr>`,
    )}</tbody></table></div>` as VNode;
}

const wordsOf = ({ verdict, because, trace }: VerdictData): string =>
  verdict === 'violated' && trace
    ? `is violated in ${trace.loopFrom ?? trace.steps.length} steps`
    : `${verdict === 'holds' ? '' : 'is '}${verdict}${because === undefined ? '' : `: ${because}`}`;
