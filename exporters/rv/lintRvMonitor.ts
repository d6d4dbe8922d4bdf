import { cKeywords } from './cKeywords.ts';
import { type RvGraph, rvGraph } from './rvGraph.ts';

/** Something that a generator of monitors reads in another way than its author meant it. */
export interface RvFinding {
  /** From 1. */
  readonly line: number;
  readonly trap: keyof typeof rvTraps;
  readonly message: string;
}

/**
 * The traps of the monitor generators, and what the generations of them do: `dot2` of Linux 6.0 to 6.15,
 * `rvgen` up to 7.2, which reads lines, and `rvgen` of 7.3, which has a grammar.
 *
 * Source: Linux 6.12 tools/verification/dot2/automata.py; Linux 7.2 and 7.3 tools/verification/rvgen.
 */
export const rvTraps = {
  parallelEdges: 'rvgen 7.3 silently drops the events of the second edge',
  twoTargets: 'one target is lost silently, which one depends on the generator',
  guardChoosesTarget: 'guards can only veto a transition, so one target is lost silently',
  name: 'the C code does not compile, or rvgen 7.3 refuses it',
  eventIsState: 'the C code has one enumerator twice and does not compile',
  undeclaredState: 'the C code does not compile',
  label: 'rvgen 7.3 takes the name of the state from its label, and crashes without one',
  comment: 'dot2 and rvgen 7.2 silently see no events behind it, and rvgen 7.3 refuses it',
  blankLine: 'dot2 crashes, and rvgen 7.2 silently sees no events behind it',
  tightLabel: 'dot2 silently takes the name of the state for the event, and rvgen 7.2 crashes',
  guard: 'dot2 silently makes an event of the guard; only rvgen from 7.2 on, as a hybrid automaton, reads it',
  guardDigit: 'rvgen 7.3 refuses it',
  keyword: 'dot2c writes C code that does not compile, the others add a suffix',
  chain: 'rvgen 7.3 takes one edge from one state to one state only',
  noInitial: 'no generator knows where to start',
  graphName: 'the generators expect state_automaton',
} as const;

/**
 * Finds the traps in the text of a monitor, in the order of its lines.
 *
 * @throws {SyntaxError} for what is not DOT at all.
 */
export function lintRvMonitor(text: string): RvFinding[] {
  const graph = rvGraph(text);
  const findings = [...linesOf(text), ...nodesOf(graph, text), ...edgesOf(graph)];
  return findings.sort((a, b) => a.line - b.line);
}

function* linesOf(text: string): Generator<RvFinding> {
  const lines = text.trimEnd().split('\n');
  for (const [at, line] of lines.entries()) {
    const unquoted = line.replace(/"[^"]*"/g, '""');
    if (/\/\/|\/\*|^\s*#/.test(unquoted)) yield { line: at + 1, trap: 'comment', message: 'a comment' };
    if (line.trim() === '' && at > 0) yield { line: at + 1, trap: 'blankLine', message: 'a blank line' };
    if (unquoted.includes('->') && /\[label|label=|""\]/.test(unquoted))
      yield { line: at + 1, trap: 'tightLabel', message: 'write [ label = "…" ], with these spaces' };
  }
}

function* nodesOf(graph: RvGraph, text: string): Generator<RvFinding> {
  const { name, initial, declared, labels, edges } = graph;
  const lines = text.split('\n');
  const lineOf = (word: string) => Math.max(1, lines.findIndex((line) => line.includes(`"${word}"`)) + 1);
  if (name !== 'state_automaton')
    yield { line: 1, trap: 'graphName', message: `the digraph is called ${name || 'nothing'}` };
  if (initial === undefined)
    yield { line: 1, trap: 'noInitial', message: 'there is no node whose name begins with __init_' };
  const events = new Set(edges.flatMap(({ labels: written }) => written.map(eventOf)));
  for (const state of declared) {
    const line = lineOf(state);
    const label = labels.get(state);
    // A second line of a label is a clock's bound.
    if (label === undefined || label.split('\\n')[0] !== state)
      yield {
        line,
        trap: 'label',
        message: label === undefined ? `${state} has no label` : `${state} is labelled ${label}`,
      };
    if (events.has(state)) yield { line, trap: 'eventIsState', message: `${state} is also an event` };
  }
  for (const word of [...declared, ...events]) {
    if (cKeywords.has(word))
      yield { line: lineOf(word), trap: 'keyword', message: `${word} is a keyword of C` };
    if (!/^\w*$/.test(word))
      yield { line: lineOf(word), trap: 'name', message: `${word} is not of letters, digits and _` };
  }
}

function* edgesOf({ declared, edges, chains }: RvGraph): Generator<RvFinding> {
  const known = new Set(declared);
  const ends = new Set<string>();
  const targets = new Map<string, { readonly to: string; readonly guarded: boolean }>();
  for (const line of chains) yield { line, trap: 'chain', message: 'an edge of more than two states' };
  for (const { from, to, labels, line } of edges) {
    for (const state of [from, to])
      if (!known.has(state)) yield { line, trap: 'undeclaredState', message: `${state} is not declared` };
    if (ends.has(`${from}>${to}`))
      yield {
        line,
        trap: 'parallelEdges',
        message: `a second edge from ${from} to ${to}; join them with \\n`,
      };
    ends.add(`${from}>${to}`);
    for (const label of labels) {
      const [event = '', ...guards] = label.split(';');
      const guarded = guards.some((guard) => !guard.startsWith('reset('));
      if (guards.length > 0) yield { line, trap: 'guard', message: `${label} has a guard or a reset` };
      const digit = guards.join(' ').match(/\b(?=\w*\d)[A-Za-z_]\w*\b/);
      if (digit) yield { line, trap: 'guardDigit', message: `${digit[0]} has a digit in its name` };
      const before = targets.get(`${from}>${event}`);
      if (before && before.to !== to)
        yield {
          line,
          trap: guarded && before.guarded ? 'guardChoosesTarget' : 'twoTargets',
          message: `${event} leads from ${from} to ${before.to} and to ${to}`,
        };
      targets.set(`${from}>${event}`, { to, guarded });
    }
  }
}

const eventOf = (label: string): string => label.split(';')[0] ?? '';
