import { html } from 'htm/preact';
import { render, type VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExploredState, ExplorerData } from '../data.ts';
import { Memory } from './memory.ts';

/** Where the reader is: a design without some rules, and the numbers of the steps taken. All of it is in the URL. */
interface Place {
  readonly design: string;
  readonly without: readonly string[];
  readonly path: readonly number[];
}

const given: { readonly design: string } = JSON.parse(document.getElementById('data')?.textContent ?? '{}');

const placeOf = (hash: string): Place => {
  const [design = '', without = '', path = ''] = hash.replace(/^#/, '').split('/');
  return {
    design: design || given.design,
    without: without.split(',').filter((name) => name !== ''),
    path: path
      .split('.')
      .filter((step) => step !== '')
      .map(Number),
  };
};
const hashOf = ({ design, without, path }: Place): string =>
  `#${design}/${without.join(',')}/${path.join('.')}`;

/** Asks the server; lines before the last are progress. */
async function ask<T>(
  name: string,
  query: Readonly<Record<string, string>>,
  progress: (said: Progress) => void = () => {},
): Promise<T> {
  const response = await fetch(`${name}?${new URLSearchParams(query)}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (text + part.value).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const said = JSON.parse(line);
      if (said.progress) progress(said.progress);
      if (said.error !== undefined) throw new Error(said.error);
      if (said.done) return said.done;
    }
  }
  throw new Error('the server has gone; start coco-dma explore again');
}

interface Progress {
  readonly states: number;
}

const diagrams = new Map<string, Promise<string>>();

/** The diagram of a family's machine; a family is asked for once, however many parts it has. */
function diagramOf(query: Readonly<Record<string, string>>): Promise<string> {
  const key = Object.values(query).join('/');
  const svg = diagrams.get(key) ?? ask<{ readonly svg: string }>('diagram', query).then((drawn) => drawn.svg);
  diagrams.set(key, svg);
  return svg;
}

/** What the page shows, and the design that it was asked of. */
interface Shown extends ExplorerData {
  readonly common: Readonly<Record<'design' | 'without', string>>;
}

function Explorer(): VNode {
  const [place, setPlace] = useState(() => placeOf(location.hash));
  const [undone, setUndone] = useState<readonly number[]>([]);
  const [shown, setShown] = useState<Shown>();
  const [question, setQuestion] = useState('');
  const [said, say] = useState('');
  const common = { design: place.design, without: place.without.join(',') };
  const go = (next: Place, redo: readonly number[] = []) => {
    setUndone(redo);
    location.hash = hashOf(next);
  };
  useEffect(() => {
    const follow = () => setPlace(placeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    let current = true;
    const show = async () => {
      const found = await ask<ExplorerData>('state', { ...common, path: place.path.join('.') });
      if (current) setShown({ ...found, common });
    };
    show().catch((error: Error) => say(error.message));
    return () => {
      current = false;
    };
  }, [hashOf(place)]);
  const find = async (what: Readonly<Record<string, string>>, name: string) => {
    say(`looking for ${name} …`);
    try {
      const { path, verdict } = await ask<{ readonly path?: readonly number[]; readonly verdict: string }>(
        'find',
        { ...common, ...what },
        ({ states }) => say(`looking for ${name}: ${states.toLocaleString('en')} states so far`),
      );
      say(
        path
          ? `${name}: a shortest way there has ${path.length} steps`
          : `${name}: there is none (${verdict})`,
      );
      if (path) go({ ...place, path });
    } catch (error) {
      say((error as Error).message);
    }
  };
  if (!shown)
    return html`<main><h1>${place.design}</h1><p role="status">${said || 'being composed …'}</p></main>` as VNode;
  const { design, state } = shown;
  const movers = [...new Set(state.steps.map(({ by }) => by))];
  const at = place.path.length;
  return html`<main>
    <div class="bar"><h1>${design.name}</h1><span class="quiet">${design.title}</span>
      <label class="end">Design <select value=${place.design} onChange=${(e: Event) => go({ design: (e.target as HTMLSelectElement).value, without: [], path: [] })}>
        ${design.designs.map((name) => html`<option key=${name} value=${name}>${name}</option>`)}</select></label></div>
    <div class="bar" role="group" aria-label="Way">
      <button type="button" disabled=${at === 0} onClick=${() => go({ ...place, path: [] })}>Start again</button>
      <button type="button" disabled=${at === 0} onClick=${() => go({ ...place, path: place.path.slice(0, -1) }, [place.path[at - 1] ?? 0, ...undone])}>Back</button>
      <button type="button" disabled=${undone.length === 0} onClick=${() => go({ ...place, path: [...place.path, undone[0] ?? 0] }, undone.slice(1))}>Forward</button>
      <span id="where">${at} steps from the start</span>
      <form class="bar" role="search" onSubmit=${(e: Event) => {
        e.preventDefault();
        find({ question }, 'such a state');
      }}>
        <label>A state where <input type="search" size="34" placeholder="${design.parts[0]?.name}: words, ${design.parts.at(-1)?.name}: words" value=${question} onInput=${(e: Event) => setQuestion((e.target as HTMLInputElement).value)} /></label>
        <button type="submit">Search</button></form>
      <span role="status" aria-live="polite" class="quiet">${said}</span></div>
    ${state.last && html`<p><strong>${state.last.by}</strong> <code>${state.last.event}</code> <span class="quiet">${state.last.changes.join('; ')}</span></p>`}
    ${[...(state.last?.breaks.map((claim) => `breaks ${claim}`) ?? []), ...state.leaks].map((text) => html`<p key=${text} class="warn">${text}</p>`)}
    <div class="walk"><section aria-label="What can happen">
      <h2>What can happen</h2>${movers.map(
        (by) =>
          html`<h3 key=${by}>${by}</h3><ul class="steps">${state.steps
            .filter((one) => one.by === by)
            .map(
              ({ step, event, summary, breaks }) => html`<li key=${step}>
        <button type="button" title=${summary} onClick=${() => go({ ...place, path: [...place.path, step] })}><span class="event">${event}</span></button>
        ${breaks.length > 0 && html`<div class="changes warn">would break ${breaks.join(', ')}</div>`}</li>`,
            )}</ul>`,
      )}
      ${state.steps.length === 0 && html`<p>Nothing: every step is refused by somebody.</p>`}</section>
    <section aria-label="The parts"><h2>Memory</h2><${Memory} names=${design.memory} cells=${state.memory} />
      <h2>The parts</h2><div class="machines">${design.parts.map(({ name, family }, number) => html`<${Part} key=${name} name=${name} machine=${{ ...shown.common, family }} now=${state.parts[number]} say=${say} />`)}</div></section>
    <section aria-label="Claims and rules"><h2>Counterexamples</h2><ul class="steps">${design.claims.map(
      ({ name, summary }) => html`<li key=${name}>
        <button type="button" title=${summary} onClick=${() => find({ claim: name }, `a counterexample of ${name}`)}>${name}</button></li>`,
    )}</ul>
      <h2>Rules</h2>${design.rules.length === 0 && html`<p class="quiet">None that could be switched off.</p>`}
      ${design.rules.map(
        ({
          name,
          summary,
          off,
        }) => html`<p key=${name}><label title=${summary}><input type="checkbox" checked=${!off}
        onChange=${() => go({ ...place, path: [], without: off ? place.without.filter((one) => one !== name) : [...place.without, name] })} /> ${name}</label></p>`,
      )}</section></div>
  </main>` as VNode;
}

/** One part: its state in words and, as soon as it is drawn, its machine with the box that it is in. */
function Part({
  name,
  machine,
  now,
  say,
}: {
  readonly name: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly now: ExploredState['parts'][number] | undefined;
  readonly say: (problem: string) => void;
}): VNode {
  const drawing = useRef<HTMLDivElement>(null);
  const [svg, setSvg] = useState('');
  // An effect, and so after the state has been painted without diagrams.
  useEffect(() => {
    let current = true;
    diagramOf(machine).then(
      (drawn) => current && setSvg(drawn),
      (error: Error) => say(error.message),
    );
    return () => {
      current = false;
    };
  }, Object.values(machine));
  useEffect(() => {
    const frame = drawing.current;
    for (const box of frame?.querySelectorAll('.current') ?? []) box.classList.remove('current');
    const boxes = (now?.classes ?? []).flatMap((name) => frame?.querySelector(`.${name}`) ?? []);
    for (const box of boxes) box.classList.add('current');
    // The innermost box comes into the frame, which is smaller than most machines.
    const [seen, box] = [frame?.getBoundingClientRect(), boxes.at(-1)?.getBoundingClientRect()];
    if (seen && box)
      frame?.scrollBy(
        (box.left + box.right - seen.left - seen.right) / 2,
        (box.top + box.bottom - seen.top - seen.bottom) / 2,
      );
  }, [svg, now]);
  return html`<div class="card"><h3>${name}</h3><p class="state">${now?.label}</p>
    <div ref=${drawing} class="scroll" tabindex="0" role="img" aria-label="${name} is ${now?.label}" dangerouslySetInnerHTML=${{ __html: svg }}></div></div>` as VNode;
}

const page = document.getElementById('page');
if (page) {
  page.replaceChildren();
  render(html`<${Explorer} />` as VNode, page);
}
