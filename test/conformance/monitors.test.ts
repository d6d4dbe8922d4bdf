import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { machineOf, machineOfAutomaton, statesAlong } from '../../composition/index.ts';
import { automatonOf, monitors, sideFile } from '../../conformance/index.ts';
import { lintRvMonitor, readRvMonitor, rvMonitor } from '../../exporters/index.ts';
import { invariants } from '../../invariants/index.ts';
import { root } from '../fixtures/builtCli.ts';
import { dot2cTable } from '../fixtures/dot2cTable.ts';
import { seenSoFar, stepsOf } from '../fixtures/seenWords.ts';

describe.each(monitors.map((monitor) => [monitor.name, monitor] as const))('monitor %s', (name, monitor) => {
  const automaton = automatonOf(monitor);
  const { states, events } = automaton;
  const words = fc.array(fc.constantFrom(...events), { maxLength: 12 });

  test('accepts exactly what can be seen of its machine, as XState has it', () => {
    const asked = stepsOf(monitor);
    fc.assert(
      fc.property(words, (word) => {
        expect(statesAlong(automaton, word)).toHaveLength(seenSoFar(monitor, asked, word));
      }),
      { numRuns: 30, seed: 7 },
    );
  });

  test('is the automaton that the generator of Linux 6.12 makes of its text', () => {
    const header = readFileSync(join(root, 'test/golden/rv', `${name}.h`), 'utf8');
    const text = rvMonitor(automaton);
    expect(lintRvMonitor(text)).toEqual([]);
    expect(readRvMonitor(name, text)).toEqual(dot2cTable(name, header));
  });

  test('read back, and made a machine again, it accepts the same words', () => {
    const read = readRvMonitor(name, rvMonitor(automaton));
    const machine = machineOf(machineOfAutomaton(read));
    fc.assert(
      fc.property(words, (word) => {
        const along = statesAlong(automaton, word).map((state) => states[state]);
        let snapshot = machine.initial();
        const taken: unknown[] = [];
        for (const type of word) {
          if (!machine.can(snapshot, { type })) break;
          snapshot = machine.next(snapshot, { type });
          taken.push(snapshot.value);
        }
        expect(taken).toEqual(along);
        expect(statesAlong(read, word).map((state) => read.states[state])).toEqual(along);
      }),
      { seed: 7 },
    );
  });

  test('stands for invariants that exist, and tells of each of its events where it is seen', () => {
    for (const invariant of monitor.invariants)
      expect(invariants.map((claim) => claim.name)).toContain(invariant);
    const told = sideFile(monitor) as { states: string[]; events: object; starts: string[] };
    expect(Object.keys(told.events).sort()).toEqual(events);
    expect(told.states).toEqual(states);
    // A monitor that starts at an event is then in its initial state, so that is where the event must lead.
    expect(told.starts.length).toBeGreaterThan(0);
    for (const event of told.starts)
      expect(
        [...new Set(automaton.next.map((row) => row[events.indexOf(event)]))].filter((to) => to !== -1),
      ).toEqual([0]);
  });
});

test('a page that was not converted back, or not for certain, is not seen to be freed', () => {
  const page = automatonOf(monitors[0] as (typeof monitors)[number]);
  const accepted = (...word: string[]) => statesAlong(page, word).length === word.length;
  const shared = ['mm_page_alloc', 'set_memory_decrypted', 'conversion_returns'];
  expect(accepted(...shared, 'set_memory_encrypted', 'conversion_returns', 'mm_page_free')).toBe(true);
  expect(accepted(...shared, 'mm_page_free')).toBe(false);
  expect(accepted(...shared, 'set_memory_encrypted', 'conversion_fails', 'mm_page_free')).toBe(false);
  expect(accepted('mm_page_alloc', 'set_memory_decrypted', 'conversion_fails', 'mm_page_free')).toBe(false);
});
