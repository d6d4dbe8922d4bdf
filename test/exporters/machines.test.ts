import { describe, expect, test } from '@jest/globals';
import { and, not, setup } from 'xstate';
import { dotMachine, mermaidMachine, plantumlMachine, svgMachine } from '../../exporters/index.ts';

/** One of everything that a picture must show: nesting, regions, history, final states, guards, refusals. */
const lamp = setup({
  types: {} as {
    events: { type: 'ON' } | { type: 'OFF' } | { type: 'BREAK' } | { type: 'DIM'; level: number };
  },
  guards: { dry: () => true, brightEnough: (_, level: number) => level > 0 },
  actions: { click: () => {} },
}).createMachine({
  id: 'lamp',
  initial: 'off',
  states: {
    off: { on: { ON: { guard: and(['dry', not('dry')]), target: 'on.last', actions: 'click' }, DIM: {} } },
    on: {
      initial: 'bright',
      entry: 'click',
      on: { OFF: 'off', DIM: { guard: { type: 'brightEnough', params: 3 }, actions: 'click' } },
      states: { bright: { on: { DIM: 'dim' } }, dim: {}, last: { type: 'history', history: 'deep' } },
    },
    broken: { type: 'parallel', states: { glass: {}, wire: {} }, always: { guard: 'dry', target: 'gone' } },
    gone: { type: 'final', tags: ['error', 'dark'] },
  },
});

test('a machine as a Mermaid state diagram', () => {
  expect(mermaidMachine(lamp)).toBe(`stateDiagram-v2
  [*] --> s0_off
  state "off" as s0_off
  note right of s0_off : never DIM
  state "on#59; entry / click" as s1_on
  state s1_on {
    [*] --> s2_on_bright
    state "bright" as s2_on_bright
    state "dim" as s3_on_dim
    state "last (H*)" as s4_on_last
  }
  state "broken" as s5_broken
  state s5_broken {
    state "glass" as s6_broken_glass
    --
    state "wire" as s7_broken_wire
  }
  state "gone#59; «error»#59; «dark»" as s8_gone
  s8_gone --> [*]
  s0_off --> s4_on_last : ON [dry and not dry] / click
  s1_on --> s0_off : OFF
  s1_on --> s1_on : DIM [brightEnough(3)] / click
  s2_on_bright --> s3_on_dim : DIM
  s5_broken --> s8_gone : [dry]
  classDef error fill:#fcd9d6,stroke:#c62828,color:#8c1d18,stroke-width:2px
  class s8_gone error
`);
});

test('a machine as DOT', () => {
  expect(dotMachine(lamp)).toBe(`digraph "lamp" {
  bgcolor=white; compound=true;
  node [shape=box, style=rounded, fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
  subgraph "cluster_" {
    label="lamp"; style=rounded;
    "initial of " [shape=point, label=""];
    "initial of " -> "off";
    "off" [label="off\\nnever DIM"];
    subgraph "cluster_on" {
      label="on\\nentry / click"; style=rounded;
      "initial of on" [shape=point, label=""];
      "initial of on" -> "on.bright";
      "on.bright" [label="bright"];
      "on.dim" [label="dim"];
      "on.last" [label="last", shape=circle, xlabel="last H*"];
    }
    subgraph "cluster_broken" {
      label="broken"; style=dashed;
      "broken.glass" [label="glass"];
      "broken.wire" [label="wire"];
    }
    "gone" [label="gone\\n«error»\\n«dark»", style="rounded,filled", color="#c62828", fillcolor="#fcd9d6", fontcolor="#8c1d18", penwidth=2, peripheries=2];
  }
  "off" -> "on.last" [label="ON [dry and not dry] / click"];
  "on.bright" -> "off" [label="OFF", ltail="cluster_on"];
  "on.bright" -> "on.bright" [label="DIM [brightEnough(3)] / click", ltail="cluster_on", lhead="cluster_on"];
  "on.bright" -> "on.dim" [label="DIM"];
  "broken.glass" -> "gone" [label="[dry]", ltail="cluster_broken"];
}
`);
});

test('a machine as PlantUML', () => {
  const [, drawn = ''] = plantumlMachine(lamp).split('state "lamp"');
  expect(drawn).toBe(` as s0 {
  [*] --> s1
  state "off" as s1
  s1 : never DIM
  state "on" as s2 {
    [*] --> s3
    state "bright" as s3
    state "dim" as s4
    state "last" as s5 <<history*>>
  }
  s2 : entry / click
  s2 : DIM [brightEnough(3)] / click
  state "broken" as s6 {
    state "glass" as s7
    --
    state "wire" as s8
  }
  state "gone" as s9 <<error>>
  s9 : «error»
  s9 : «dark»
  s9 --> [*]
}
s1 --> s5 : ON [dry and not dry] / click
s2 --> s1 : OFF
s3 --> s4 : DIM
s6 --> s9 : [dry]
@enduml
`);
});

describe('a machine as SVG', () => {
  test('has a box for each state, marked by its tags, with what it does without leaving', async () => {
    const svg = (await svgMachine(lamp)).replaceAll('&#45;', '-');
    for (const state of ['off', 'on', 'on-bright', 'on-dim', 'on-last', 'broken', 'broken-glass', 'gone'])
      expect(svg).toMatch(new RegExp(`class="(node|cluster) state \\w+ at-${state}[ "]`));
    expect(svg).toContain('at-gone error"');
    for (const line of ['never DIM', 'entry / click', 'DIM [brightEnough(3)] / click', '«error»'])
      expect(svg).toContain(`>${line}</text>`);
  });

  test('is the same each time, and brings its colours for both schemes', async () => {
    const svg = await svgMachine(lamp);
    expect(await svgMachine(lamp)).toBe(svg);
    expect(svg).toMatch(/^<svg class="drawn" width="\d/);
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).toContain('.drawn .node.error > polygon:first-of-type');
  });
});

describe('what is drawn only because a picture needs it', () => {
  test('a machine whose root has transitions is a box of its own', () => {
    const machine = setup({}).createMachine({
      id: 'm',
      initial: 'a',
      on: { RESET: '.a' },
      states: { a: {} },
    });
    expect(mermaidMachine(machine)).toBe(`stateDiagram-v2
  state "m" as s0_
  state s0_ {
    [*] --> s1_a
    state "a" as s1_a
  }
  s0_ --> s1_a : RESET
`);
  });

  test('arrows between the same states are one arrow', () => {
    const machine = setup({}).createMachine({
      id: 'm',
      initial: 'a',
      states: { a: { on: { X: 'b', Y: 'b' } }, b: {} },
    });
    expect(mermaidMachine(machine)).toContain('s0_a --> s1_b : X<br/>Y\n');
    expect(dotMachine(machine)).toContain('"a" -> "b" [label="X\\nY"];');
  });
});
