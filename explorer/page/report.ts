import { html } from 'htm/preact';
import { render, type VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { DesignData, ReportData } from '../data.ts';
import { Counterexample } from './counterexample.ts';
import { Matrix } from './matrix.ts';

const report: ReportData = JSON.parse(document.getElementById('data')?.textContent ?? '{}');
const verdicts = ['holds', 'violated', 'vacuous', 'unknown'] as const;

function Report(): VNode {
  const [designText, setDesignText] = useState('');
  const [claimText, setClaimText] = useState('');
  const [system, setSystem] = useState('');
  const [shown, setShown] = useState<readonly string[]>(verdicts);
  const [opened, setOpened] = useState(() => location.hash.slice(1).split('/'));
  const wanted = ({ verdicts: found }: DesignData, claim: string) =>
    shown.includes(found[claim]?.verdict ?? '');
  const named = report.designs.filter(
    (design) =>
      matches(designText, design.name, design.title) && (system === '' || design.systems.includes(system)),
  );
  const claims = report.claims.filter(
    ({ name, summary }) => matches(claimText, name, summary) && named.some((design) => wanted(design, name)),
  );
  const designs = named.filter((design) => claims.some(({ name }) => wanted(design, name)));
  const filtered = designs.map((design) => ({
    ...design,
    verdicts: Object.fromEntries(Object.entries(design.verdicts).filter(([name]) => wanted(design, name))),
  }));
  const open = (design: string, claim: string) => {
    history.replaceState(null, '', `#${design}/${claim}`);
    setOpened([design, claim]);
  };
  const [openDesign, openClaim] = opened;
  const design = report.designs.find(({ name }) => name === openDesign);
  const count = (verdict: string) =>
    report.designs.reduce(
      (n, one) => n + Object.values(one.verdicts).filter((v) => v.verdict === verdict).length,
      0,
    );
  return html`<main>
    <h1>What holds of which design</h1>
    <p>${report.designs.length} designs, ${verdicts.map((v) => `${count(v)} ${v}`).join(', ')}. coco-dma ${report.version}, ${report.machine}.</p>
    <p class="quiet">A verdict is about every state that the design can reach at the sizes given below, and about nothing larger.</p>
    <h2 id="matrix">Designs and claims</h2>
    <form class="filters" role="search" onSubmit=${(event: Event) => event.preventDefault()}>
      <label>Designs<input type="search" value=${designText} onInput=${(e: Event) => setDesignText(textOf(e))} /></label>
      <label>Claims<input type="search" value=${claimText} onInput=${(e: Event) => setClaimText(textOf(e))} /></label>
      <label>About<select value=${system} onChange=${(e: Event) => setSystem(textOf(e))}><option value="">everything</option>
        ${Object.entries(report.systems).map(([number, title]) => html`<option key=${number} value=${number}>${number}: ${title}</option>`)}</select></label>
      <fieldset><legend class="quiet">Verdicts</legend>${verdicts.map(
        (verdict) => html`<label key=${verdict}>
        <input type="checkbox" checked=${shown.includes(verdict)} onChange=${() => setShown(shown.includes(verdict) ? shown.filter((v) => v !== verdict) : [...shown, verdict])} />${verdict}</label>`,
      )}</fieldset>
      <span aria-live="polite" class="quiet">${designs.length} of ${report.designs.length} designs, ${claims.length} of ${report.claims.length} claims</span>
    </form>
    <${Matrix} designs=${filtered} claims=${claims} open=${open} />
    <h2>The designs</h2>${designs.map((one) => html`<${Design} key=${one.name} design=${one} />`)}
    <h2>The claims</h2>${claims.map(({ name, summary, source }) => html`<details key=${name}><summary>${name}<span class="quiet">${summary}</span></summary><p class="quiet">Source: ${source}</p></details>`)}
    <h2>The machines</h2><p class="quiet">Red: an error state. Amber: memory that the host reaches.</p>
    ${report.machines.map(
      ({ name, svg, leftOut }) => html`<details key=${name} id="machine-${name}"><summary>${name}</summary>
      ${leftOut && html`<p><strong>Not modelled:</strong> ${leftOut}</p>`}<div class="scroll" role="img" aria-label="State diagram of ${name}" dangerouslySetInnerHTML=${{ __html: svg }}></div></details>`,
    )}
    <h2>What is not modelled</h2><table class="facts"><tbody>${report.machines.filter(({ leftOut }) => leftOut).map(({ name, leftOut }) => html`<tr key=${name}><th scope="row">${name}</th><td>${leftOut}</td></tr>`)}</tbody></table>
    ${
      design &&
      openClaim &&
      html`<${Counterexample} key=${opened.join()} report=${report} design=${design} claim=${openClaim}
      close=${() => {
        history.replaceState(null, '', location.pathname + location.search);
        setOpened([]);
      }} />`
    }
  </main>` as VNode;
}

function Design({ design }: { readonly design: DesignData }): VNode {
  const rows = {
    argument: design.argument,
    objection: design.objection,
    sources: design.sources.join('; '),
    sizes: Object.entries(design.size)
      .map(([set, count]) => `${set}=${count}`)
      .join(', '),
    parts: design.families.join(', '),
    graph: `${grouped(design.states)} states, ${grouped(design.transitions)} transitions${design.depth === undefined ? '' : `, depth ${design.depth}`}; ${design.complete ? 'all of it searched' : 'not all of it searched'}`,
    engine: `${design.engine}, ${design.seconds.toFixed(2)} s`,
  };
  return html`<details id=${design.name}><summary>${design.name}<span class="quiet">${design.title}</span></summary>
    <table class="facts"><tbody>${Object.entries(rows).map(([name, text]) => html`<tr key=${name}><th scope="row">${name}</th><td>${text}</td></tr>`)}</tbody></table></details>` as VNode;
}

const textOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;
const matches = (text: string, ...where: readonly string[]): boolean =>
  where.some((one) => one.toLowerCase().includes(text.trim().toLowerCase()));
const grouped = (count: number | string): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');

// A link to a design opens what it is about.
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
});
// On paper nothing can be opened.
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});
const page = document.getElementById('page');
if (page) {
  page.replaceChildren();
  render(html`<${Report} />` as VNode, page);
}
