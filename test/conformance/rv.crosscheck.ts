import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Automaton, statesAlong } from '../../composition/index.ts';
import { automatonOf, monitors } from '../../conformance/index.ts';
import { rvMonitor } from '../../exporters/index.ts';
import { root } from '../fixtures/builtCli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coco-dma-rv-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reads words of event numbers, one a line, and prints the state after each event as far as the table goes. */
const program = (name: string) => `#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include "${name}.h"
int main(void) {
  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    int state = aut.initial_state;
    for (char *at = line, *end; ; at = end) {
      long event = strtol(at, &end, 10);
      if (end == at) break;
      state = aut.function[state][event];
      if (state == INVALID_STATE) break;
      printf("%d ", state);
    }
    printf("\\n");
  }
}
`;

/** The generator of an installed and unpacked kernel source, or the table that it made before. */
function headerOf(name: string, text: string): string {
  const sources = existsSync('/usr/src') ? readdirSync('/usr/src') : [];
  const tools = sources
    .map((tree) => join('/usr/src', tree, 'tools/verification'))
    .find((at) => existsSync(join(at, 'dot2')));
  if (tools === undefined) return readFileSync(join(root, 'test/golden/rv', `${name}.h`), 'utf8');
  writeFileSync(join(folder, `${name}.dot`), text);
  process.stdout.write(`${name}: table by ${tools}\n`);
  return execFileSync('python3', [join(tools, 'dot2/dot2c'), join(folder, `${name}.dot`)], {
    env: { PYTHONPATH: tools },
    encoding: 'utf8',
  });
}

/** A word of event numbers that mostly goes on, and now and then does what the automaton may refuse. */
function wordOf({ events, next }: Automaton, choices: readonly number[]): number[] {
  let state = 0;
  return choices.map((choice) => {
    const possible = [...events.keys()].filter((event) => (next[state]?.[event] ?? -1) >= 0);
    const event = possible[choice % (possible.length + 1)] ?? choice % events.length;
    state = next[state]?.[event] ?? -1;
    return event;
  });
}

test.each(monitors.map((monitor) => [monitor.name, monitor] as const))(
  'the C table of %s, compiled, goes where the automaton goes on random words',
  (name, monitor) => {
    const automaton = automatonOf(monitor);
    writeFileSync(join(folder, `${name}.h`), headerOf(name, rvMonitor(automaton)));
    writeFileSync(join(folder, `${name}.c`), program(name));
    execFileSync('gcc', ['-o', join(folder, name), join(folder, `${name}.c`)]);
    const words = fc
      .sample(fc.array(fc.nat(), { maxLength: 30 }), { numRuns: 5000, seed: 7 })
      .map((choices) => wordOf(automaton, choices));
    const out = execFileSync(join(folder, name), {
      input: words.map((word) => `${word.join(' ')}\n`).join(''),
      encoding: 'utf8',
    });
    const theirs = out
      .split('\n')
      .slice(0, -1)
      .map((line) => line.trim());
    const ours = words.map((word) =>
      statesAlong(
        automaton,
        word.map((event) => automaton.events[event] ?? ''),
      ),
    );
    // The table's states are in another order: the initial one first, the others by name.
    const [initial = '', ...others] = automaton.states;
    const order = [initial, ...others.sort()];
    expect(theirs).toEqual(
      ours.map((states) => states.map((state) => order.indexOf(automaton.states[state] ?? '')).join(' ')),
    );
  },
);
