import type { Automaton } from '../../composition/index.ts';
import { cKeywords } from './cKeywords.ts';

/**
 * An automaton in the dialect of DOT from which Linux makes runtime verification monitors, written so that
 * every generation of its generator reads the same: names of letters and `_`, one edge between two states
 * with its events joined by `\n`, each node declared and labelled with its name, no comment and no blank
 * line. Only the initial state is final, which decides nothing but a word in the kernel's log.
 *
 * @throws {TypeError} for a name that is not of small letters and `_`, is a C keyword, or names both a state
 *   and an event: such a monitor does not compile.
 *
 * Source: Linux 6.12 tools/verification/dot2/automata.py; Documentation/trace/rv/deterministic_automata.rst.
 * Left out: hybrid automata (clocks and guards, Linux 7.2 and later), LTL.
 */
export function rvMonitor({ name, states, events, next }: Automaton): string {
  for (const word of [name, ...states, ...events]) {
    if (!/^[a-z_]+$/.test(word)) throw new TypeError(`${name}: ${word} is not of small letters and _`);
    if (cKeywords.has(word)) throw new TypeError(`${name}: ${word} is a keyword of C`);
  }
  const both = states.find((state) => events.includes(state));
  if (both !== undefined) throw new TypeError(`${name}: ${both} names both a state and an event`);

  const [initial = ''] = states;
  const declared = states.map((state, at) => ({ state, at })).sort((a, b) => (a.state < b.state ? -1 : 1));
  const edges = declared.flatMap(({ state, at }) =>
    declared.flatMap((to) => {
      const labels = events.filter((_, event) => next[at]?.[event] === to.at);
      return labels.length > 0 ? [`"${state}" -> "${to.state}" [ label = "${labels.join('\\n')}" ];`] : [];
    }),
  );
  const lines = [
    'center = true;',
    'size = "7,11";',
    `{node [shape = plaintext, style=invis, label=""] "__init_${initial}"};`,
    ...declared.map(
      ({ state }) => `{node [shape = ${state === initial ? 'doublecircle' : 'circle'}] "${state}"};`,
    ),
    `"__init_${initial}" -> "${initial}";`,
    ...declared.map(
      ({ state }) => `"${state}" [label = "${state}"${state === initial ? ', color = green3' : ''}];`,
    ),
    ...edges,
    '{ rank = min ;',
    `\t"__init_${initial}";`,
    `\t"${initial}";`,
    '}',
  ];
  return `digraph state_automaton {\n${lines.map((line) => `\t${line}\n`).join('')}}\n`;
}
