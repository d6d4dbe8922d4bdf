import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lintRvMonitor, readRvMonitor, rvTraps } from '../../exporters/index.ts';

/** A monitor of two states that every generator reads alike. */
const clean = `digraph state_automaton {
	center = true;
	{node [shape = plaintext, style=invis, label=""] "__init_off"};
	{node [shape = doublecircle] "off"};
	{node [shape = circle] "on"};
	"__init_off" -> "off";
	"off" [label = "off", color = green3];
	"on" [label = "on"];
	"off" -> "on" [ label = "press" ];
	"on" -> "off" [ label = "press\\nfuse" ];
}
`;
const edges = clean.split('\n').slice(8, 10).join('\n');
/** The same with something else in place of a piece of it. */
const with_ = (piece: string, instead: string): string => {
  expect(clean).toContain(piece);
  return clean.replace(piece, instead);
};

test('nothing is found in a monitor that every generator reads alike', () => {
  expect(lintRvMonitor(clean)).toEqual([]);
  expect(readRvMonitor('lamp', clean)).toEqual({
    name: 'lamp',
    states: ['off', 'on'],
    events: ['fuse', 'press'],
    next: [
      [-1, 1],
      [0, 0],
    ],
  });
});

const cases: Readonly<
  Record<keyof typeof rvTraps, readonly [text: () => string, line: number, message: string]>
> = {
  parallelEdges: [
    () => with_(edges, `${edges}\n\t"off" -> "on" [ label = "push" ];`),
    11,
    'a second edge from off to on; join them with \\n',
  ],
  twoTargets: [
    () => with_(edges, `${edges}\n\t"off" -> "off" [ label = "press" ];`),
    11,
    'press leads from off to on and to off',
  ],
  guardChoosesTarget: [
    () =>
      with_(
        edges,
        '\t"off" -> "on" [ label = "press;tee == 1" ];\n\t"off" -> "off" [ label = "press;tee == 0" ];',
      ),
    10,
    'press leads from off to on and to off',
  ],
  name: [() => clean.replaceAll('fuse', 'fuse-blows'), 1, 'fuse-blows is not of letters, digits and _'],
  eventIsState: [() => clean.replaceAll('fuse', 'on'), 5, 'on is also an event'],
  undeclaredState: [() => with_('"on" -> "off"', '"on" -> "dark"'), 10, 'dark is not declared'],
  label: [() => with_('"on" [label = "on"]', '"on" [label = "lit"]'), 5, 'on is labelled lit'],
  comment: [() => with_('center = true;', 'center = true; // of the page'), 2, 'a comment'],
  blankLine: [() => with_(edges, `\n${edges}`), 9, 'a blank line'],
  tightLabel: [
    () => with_('[ label = "press" ]', '[label="press"]'),
    9,
    'write [ label = "…" ], with these spaces',
  ],
  guard: [() => with_('"press"', '"press;reset(clk)"'), 9, 'press;reset(clk) has a guard or a reset'],
  guardDigit: [() => with_('"press"', '"press;clk < T_2"'), 9, 'T_2 has a digit in its name'],
  keyword: [() => clean.replaceAll('fuse', 'break'), 1, 'break is a keyword of C'],
  chain: [
    () => with_(edges, `${edges}\n\t"off" -> "on" -> "off" [ label = "x" ];`),
    11,
    'an edge of more than two states',
  ],
  noInitial: [
    () => clean.replaceAll('__init_off', 'start'),
    1,
    'there is no node whose name begins with __init_',
  ],
  graphName: [() => with_('state_automaton', 'lamp'), 1, 'the digraph is called lamp'],
};

describe.each(Object.entries(cases))('trap %s', (trap, [text, line, message]) => {
  test('is found where it is', () => {
    expect(lintRvMonitor(text())).toContainEqual({ line, trap, message });
  });
});

test('a state without a label is a trap too, a clock beside its name is none', () => {
  expect(lintRvMonitor(with_('\t"on" [label = "on"];\n', ''))).toEqual([
    { line: 5, trap: 'label', message: 'on has no label' },
  ]);
  expect(lintRvMonitor(with_('"on" [label = "on"]', '"on" [label = "on\\nclk < LIMIT()"]'))).toEqual([]);
});

test('what does not say one automaton is not read, and the message says why', () => {
  const [twoTargets, , message] = cases.twoTargets;
  expect(() => readRvMonitor('lamp', twoTargets())).toThrow(
    new SyntaxError(`lamp, line 11: ${message} (${rvTraps.twoTargets})`),
  );
  expect(() => readRvMonitor('lamp', 'digraph state_automaton {')).toThrow(/^line 1, column 26: Expected/);
  expect(() => readRvMonitor('lamp', 'graph a {}')).toThrow('this is no digraph');
});

test('what only some generators misread is read as it is meant', () => {
  const [parallelEdges] = cases.parallelEdges;
  expect(readRvMonitor('lamp', parallelEdges()).events).toEqual(['fuse', 'press', 'push']);
  const [comment] = cases.comment;
  expect(readRvMonitor('lamp', comment())).toEqual(readRvMonitor('lamp', clean));
});

test('a spoilt text is read or refused, and never anything else', () => {
  fc.assert(
    fc.property(fc.nat(clean.length), fc.nat(20), fc.string({ maxLength: 5 }), (at, length, instead) => {
      const spoilt = clean.slice(0, at) + instead + clean.slice(at + length);
      try {
        readRvMonitor('lamp', spoilt);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
