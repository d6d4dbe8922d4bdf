import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import {
  mermaidMachine,
  mermaidSystem,
  mermaidTrace,
  svgMachine,
  svgSystem,
  svgTrace,
} from '../../exporters/index.ts';
import { machines } from '../../machines/index.ts';
import { proposals } from '../../proposals/index.ts';
import { type Browser, startBrowser } from '../fixtures/browser.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  page = await browser.context.newPage();
  await page.setContent('<body></body>');
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') });
  await page.evaluate('mermaid.initialize({ startOnLoad: false })');
}, 120_000);
afterAll(() => browser.close());

/** What mermaid draws of a text; throws what mermaid's parser says of it. */
const mermaidDraws = (text: string): Promise<string> =>
  page.evaluate<string>(
    `mermaid.parse(${JSON.stringify(text)}).then(() => mermaid.render('drawn', ${JSON.stringify(text)})).then(({ svg }) => svg)`,
  );

/** Width of an SVG drawn on a page, and the colours of its marked boxes, in one colour scheme. */
async function drawn(svg: string, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme });
  return page.evaluate(`(() => {
    document.body.innerHTML = ${JSON.stringify(svg)};
    const root = document.querySelector('svg');
    const look = (where, what) => { const found = root.querySelector(where); return found && getComputedStyle(found)[what]; };
    return { width: root.getBoundingClientRect().width, ink: look('text', 'fill'), paper: getComputedStyle(root).backgroundColor,
      mark: look('.error > polygon', 'fill'), markInk: look('.error text', 'fill') };
  })()`) as Promise<Readonly<Record<string, unknown>>>;
}

describe.each(Object.entries(machines))('%s', (_, machine) => {
  test('is Mermaid that mermaid draws', async () => {
    expect(await mermaidDraws(mermaidMachine(machine))).toContain('<svg');
  }, 60_000);

  test('is an SVG with ink that differs from its paper in both schemes', async () => {
    const svg = await svgMachine(machine);
    const [light, dark] = [await drawn(svg, 'light'), await drawn(svg, 'dark')];
    expect(light['width']).toBeGreaterThan(100);
    expect([light['paper'], dark['paper']]).toEqual(['rgb(255, 255, 255)', 'rgb(13, 17, 23)']);
    expect([light['ink'], dark['ink']]).not.toContain(light['paper']);
    expect([light['ink'], dark['ink']]).not.toContain(dark['paper']);
  });
});

test.each(proposals.map(({ system }) => [system.name, system] as const))(
  '%s is drawn by both',
  async (_, system) => {
    expect(await mermaidDraws(mermaidSystem(system))).toContain('<svg');
    expect((await drawn(await svgSystem(system), 'light'))['width']).toBeGreaterThan(100);
  },
  60_000,
);

test('the ERROR of a TDI is marked in the same colours in both schemes', async () => {
  const svg = await svgMachine(machines.tdi);
  const marked = { mark: 'rgb(252, 217, 214)', markInk: 'rgb(140, 29, 24)' };
  expect(await drawn(svg, 'light')).toMatchObject(marked);
  expect(await drawn(svg, 'dark')).toMatchObject(marked);
});

test('a counterexample is drawn by both', async () => {
  const composition = compose(pagesAndSlots(1, 1, true));
  const { claims } = await check(composition);
  const trace = claims[0]?.trace ?? [];
  const marks = { violates: 'cachedPageIsShared', leaks: () => ['it is <known>'] };
  expect(await mermaidDraws(mermaidTrace(composition.world, trace, [], marks))).toContain(
    'cachedPageIsShared is violated',
  );
  expect((await drawn(await svgTrace(composition.world, trace, [], marks), 'dark'))['width']).toBeGreaterThan(
    100,
  );
});

test('mermaid would refuse what is no diagram', async () => {
  await expect(mermaidDraws('stateDiagram-v2\n  a --> --> b')).rejects.toThrow(/Parse error/);
});
