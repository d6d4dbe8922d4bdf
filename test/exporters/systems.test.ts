import { expect, test } from '@jest/globals';
import { check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import {
  dotSystem,
  markdownClaims,
  mermaidSystem,
  mermaidTrace,
  plantumlSystem,
  svgSystem,
} from '../../exporters/index.ts';
import { proposals } from '../../proposals/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const system = pagesAndSlots(1, 2, true);

test('a system as a Mermaid flowchart of who hears what', () => {
  expect(mermaidSystem(system)).toBe(`flowchart LR
  f0["<b>page</b> × 1<br/>TO_SHARED<br/>SECRET"]
  f1["<b>slot</b> × 2<br/>UNMAP<br/>START<br/>FINISH<br/>FLUSH"]
  e0(["TO_PRIVATE<br/>MAP"])
  f0 --- e0
  f1 --- e0
`);
});

test('a system as DOT', () => {
  expect(dotSystem(system)).toBe(`graph "pagesAndSlots" {
  bgcolor=white; layout=fdp; overlap=false;
  node [fontname="sans-serif", fontsize=10];
  "page" [shape=box, style=bold, label="page × 1\\nTO_SHARED\\nSECRET"];
  "slot" [shape=box, style=bold, label="slot × 2\\nUNMAP\\nSTART\\nFINISH\\nFLUSH"];
  "events 0" [shape=ellipse, label="TO_PRIVATE\\nMAP"];
  "page" -- "events 0";
  "slot" -- "events 0";
}
`);
});

test('where too many lines would cross, what families do together is listed once; but for who wants the lines', async () => {
  const large = proposals.find((one) => one.system.name === 'notBounceBit')?.system ?? system;
  const lines = /^ *"?(\w+)"? --+ "?\w+|class="edge/m;
  for (const draw of [mermaidSystem, dotSystem, plantumlSystem, svgSystem]) {
    const text = (await draw(large)).replaceAll('&#45;', '-');
    expect(text.match(/MAP_BOUNCED . device, dmaDirect, mapping, page, pool, slot/g)).toHaveLength(1);
    expect(text).not.toMatch(lines);
    const whole = await draw(large, { whole: true });
    expect(whole).not.toContain('together');
    expect(whole).toMatch(lines);
  }
});

test('a counterexample as a sequence diagram', async () => {
  const composition = compose(system);
  const { claims } = await check(composition);
  expect(mermaidTrace(composition.world, claims[0]?.trace ?? [])).toBe(`sequenceDiagram
  actor m0 as guest
  actor m1 as device
  participant p0 as page[0]
  participant p1 as slot[0]
  participant p2 as slot[1]
  m0->>p0: 1. TO_SHARED(page=0)
  m0->>p0: 2. MAP(page=0, slot=0)
  m0-->>p1: 2.
  m1->>p1: 3. START(slot=0)
  m1->>p1: 4. FINISH(slot=0)
  m0->>p1: 5. UNMAP(slot=0)
  m0->>p0: 6. TO_PRIVATE(page=0)
  m0-->>p1: 6.
  m0-->>p2: 6.
`);
});

test('a trace of another world is refused', () => {
  const { world } = compose(system);
  expect(() => mermaidTrace(world, [{ event: 'MAP(page=9, slot=0)', by: 'guest' }])).toThrow(
    'pagesAndSlots has no step MAP(page=9, slot=0)',
  );
});

test('the claims page has a row for each claim and a section for each design and leak', async () => {
  const report = { ...(await check(compose(system))), seconds: 1 };
  const [claim] = system.claims;
  const page = markdownClaims(
    [
      {
        title: 'a title',
        argument: 'for',
        objection: 'against',
        sources: ['thread'],
        size: { page: 1, slot: 2 },
        report,
      },
    ],
    claim ? [claim] : [],
  );
  expect(page).toContain('| 1 | [pagesAndSlots](#pagesandslots) | a title | page=1, slot=2 | ');
  expect(page).toContain('| [cachedPageIsShared](#cachedpageisshared) | **6** |');
  expect(page).toContain('**cachedPageIsShared** is violated in 6 steps:\n\n1. guest: `TO_SHARED(page=0)`\n');
  expect(page).not.toMatch(/second/);
});
