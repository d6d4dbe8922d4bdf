import { expect, test } from '@jest/globals';
import { check, type TraceStep } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { dotTrace, mermaidTrace, plantumlTrace, scxmlTrace, svgTrace } from '../../exporters/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const composition = compose(pagesAndSlots(1, 1, true));
const { world } = composition;
const step = (event: string, by = 'guest'): TraceStep => ({ event, by });
const trace = [step('SECRET(page=0)'), step('TO_SHARED(page=0)')];
const loop = [step('MAP(page=0, slot=0)'), step('UNMAP(slot=0)')];
const marks = {
  violates: 'aClaim',
  leaks: (state: readonly { readonly value: unknown }[]) =>
    state[0]?.value === 'shared' ? ['somebody knows <it>'] : [],
};

test('Mermaid puts marked steps on red, and what is repeated into a loop', () => {
  expect(mermaidTrace(world, trace, loop, marks)).toBe(`sequenceDiagram
  actor m0 as guest
  participant p0 as page[0]
  participant p1 as slot[0]
  m0->>p0: 1. SECRET(page=0)
  rect rgba(220, 60, 50, 0.25)
  m0->>p0: 2. TO_SHARED(page=0)
  Note over m0,p0: somebody knows #60;it#62;
  Note over m0,p0: aClaim is violated
  end
  loop for ever
  m0->>p0: 3. MAP(page=0, slot=0)
  m0-->>p1: 3.
  m0->>p1: 4. UNMAP(slot=0)
  end
`);
});

test('PlantUML does the same with notes', () => {
  expect(plantumlTrace(world, trace, loop, marks)).toBe(`@startuml
hide footbox
actor "guest" as m0
participant "page[0]" as p0
participant "slot[0]" as p1
m0 -> p0 : 1. SECRET(page=0)
m0 -> p0 : 2. TO_SHARED(page=0)
note over m0, p0 #fcd9d6 : <color:#8c1d18>somebody knows <U+003c>it<U+003e>
note over m0, p0 #fcd9d6 : <color:#8c1d18>aClaim is violated
loop for ever
m0 -> p0 : 3. MAP(page=0, slot=0)
m0 --> p1 : 3.
m0 -> p1 : 4. UNMAP(slot=0)
end
@enduml
`);
});

test('DOT is a chain of what each step changes, and an arrow back', () => {
  expect(dotTrace(world, trace, loop, marks).split('\n').slice(4)).toEqual([
    '  s0 [label="pagesAndSlots\\nthe initial state"];',
    '  s1 [label="after step 1\\npage[0]: clean → secret"];',
    '  s2 [label="aClaim is violated\\npage[0]: secret → shared\\nsomebody knows <it>", style="rounded,filled", color="#b3261e", fillcolor="#b3261e", fontcolor="#ffffff", penwidth=2];',
    '  s3 [label="after step 3\\nslot[0]: map null → 0"];',
    '  s0 -> s1 [label="1. guest: SECRET(page=0)"];',
    '  s1 -> s2 [label="2. guest: TO_SHARED(page=0)"];',
    '  s2 -> s3 [label="3. guest: MAP(page=0, slot=0)"];',
    '  s3 -> s2 [label="4. guest: UNMAP(slot=0)"];',
    '}',
    '',
  ]);
});

test('SVG draws the same chain', async () => {
  const svg = await svgTrace(world, trace, loop, marks);
  for (const line of ['somebody knows &lt;it&gt;', 'aClaim is violated', 'slot[0]: map null → 0'])
    expect(svg).toContain(`>${line}</text>`);
  expect(svg).toContain('state regular violated"');
  // Four arrows, one of them back.
  expect(svg.match(/class="edge transition"/g)).toHaveLength(4);
});

test('SCXML has the chain as states and events', async () => {
  expect(await scxmlTrace(world, trace, loop)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" initial="after_0" version="1.0" datamodel="ecmascript">
    <state id="after_0">
        <transition event="SECRET.page.0" target="after_1"/>
    </state>
    <state id="after_1">
        <transition event="TO_SHARED.page.0" target="violated"/>
    </state>
    <state id="violated">
        <transition event="MAP.page.0.slot.0" target="after_3"/>
    </state>
    <state id="after_3">
        <transition event="UNMAP.slot.0" target="violated"/>
    </state>
</scxml>
`);
});

test('a found counterexample ends in the state that breaks the claim', async () => {
  const { claims } = await check(composition);
  const [found] = claims;
  const chain = dotTrace(world, found?.trace ?? [], [], { violates: found?.claim ?? '' });
  expect(chain).toContain(`s${found?.trace?.length} [label="cachedPageIsShared is violated`);
});
