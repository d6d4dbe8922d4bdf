import { describe, expect, test } from '@jest/globals';
import { and, not, setup } from 'xstate';
import { dotMachine, mermaidMachine } from '../../exporters/index.ts';

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
    gone: { type: 'final' },
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
  state "gone" as s8_gone
  s8_gone --> [*]
  s0_off --> s4_on_last : ON [dry and not dry] / click
  s1_on --> s0_off : OFF
  s1_on --> s1_on : DIM [brightEnough(3)] / click
  s2_on_bright --> s3_on_dim : DIM
  s5_broken --> s8_gone : [dry]
`);
});

test('a machine as DOT', () => {
  expect(dotMachine(lamp)).toBe(`digraph "lamp" {
  compound=true;
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
    "gone" [label="gone", peripheries=2];
  }
  "off" -> "on.last" [label="ON [dry and not dry] / click"];
  "on.bright" -> "off" [label="OFF", ltail="cluster_on"];
  "on.bright" -> "on.bright" [label="DIM [brightEnough(3)] / click", ltail="cluster_on", lhead="cluster_on"];
  "on.bright" -> "on.dim" [label="DIM"];
  "broken.glass" -> "gone" [label="[dry]", ltail="cluster_broken"];
}
`);
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
