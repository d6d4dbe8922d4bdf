import { expect, test } from '@jest/globals';
import { rvMonitor } from '../../exporters/index.ts';

const lamp = {
  name: 'lamp',
  states: ['off', 'on'],
  events: ['fuse', 'press'],
  next: [
    [-1, 1],
    [0, 0],
  ],
};

test('a lamp in full', () => {
  expect(rvMonitor(lamp)).toBe(`digraph state_automaton {
	center = true;
	size = "7,11";
	{node [shape = plaintext, style=invis, label=""] "__init_off"};
	{node [shape = doublecircle] "off"};
	{node [shape = circle] "on"};
	"__init_off" -> "off";
	"off" [label = "off", color = green3];
	"on" [label = "on"];
	"off" -> "on" [ label = "press" ];
	"on" -> "off" [ label = "fuse\\npress" ];
	{ rank = min ;
		"__init_off";
		"off";
	}
}
`);
});

test.each([
  [
    'a name that is no C name',
    { ...lamp, events: ['fuse-blows', 'press'] },
    'lamp: fuse-blows is not of small letters and _',
  ],
  ['a keyword of C', { ...lamp, events: ['break', 'press'] }, 'lamp: break is a keyword of C'],
  ['a name of two things', { ...lamp, events: ['on', 'press'] }, 'lamp: on names both a state and an event'],
])('%s is refused', (_, automaton, message) => {
  expect(() => rvMonitor(automaton)).toThrow(new TypeError(message));
});
