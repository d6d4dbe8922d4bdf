import type { Automaton } from '../../composition/index.ts';
import { lintRvMonitor, rvTraps } from './lintRvMonitor.ts';
import { rvGraph } from './rvGraph.ts';

/** Traps that change no meaning for a reader of the whole text. */
const harmless: ReadonlySet<string> = new Set([
  'comment',
  'blankLine',
  'tightLabel',
  'graphName',
  'parallelEdges',
]);

/**
 * Reads a monitor of Linux's runtime verification as the automaton that all its generators make of it.
 *
 * @throws {SyntaxError} for what is not DOT, and for a text that does not say one automaton: the message
 *   names the line and the trap.
 *
 * Left out: clocks and guards of hybrid automata.
 */
export function readRvMonitor(name: string, text: string): Automaton {
  const [fault] = lintRvMonitor(text).filter(({ trap }) => !harmless.has(trap));
  if (fault) throw new SyntaxError(`${name}, line ${fault.line}: ${fault.message} (${rvTraps[fault.trap]})`);
  const { initial = '', declared, edges } = rvGraph(text);
  const states = [initial, ...declared.filter((state) => state !== initial).sort()];
  const events = [...new Set(edges.flatMap(({ labels }) => labels))].sort();
  const next = states.map(() => events.map(() => -1));
  for (const { from, to, labels } of edges)
    for (const label of labels)
      (next[states.indexOf(from)] ?? [])[events.indexOf(label)] = states.indexOf(to);
  return { name, states, events, next };
}
