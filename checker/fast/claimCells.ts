import type { Notes, Violation } from '../judges.ts';
import type { Listed } from '../known.ts';
import type { DividedStates } from './dividedStates.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import type { Done } from './searchShare.ts';
import type { SharedMemory } from './webAssembly.ts';

/** What a worker's memory has for the state of a violation that was found before it began: any number but -1. */
const EARLIER = -2;

/** Tells the workers what has been seen of the claims, so that they look for nothing that is known. */
export function tellClaims(
  { program: { appliedAt, violatedStateAt } }: MemoryPlan,
  memories: readonly SharedMemory[],
  notes: Notes,
): void {
  for (const { buffer } of memories) {
    const applied = new Uint8Array(buffer, appliedAt, notes.claims);
    const violated = new Int32Array(buffer, violatedStateAt, notes.claims);
    for (let claim = 0; claim < notes.claims; claim++) {
      const seen = notes.seen(claim);
      if (seen.applied) applied[claim] = 1;
      if (seen.violation) violated[claim] = EARLIER;
    }
  }
}

/**
 * Notes what the workers have seen of the claims; of their violations the one whose trace is shortest.
 *
 * @param before the states that the violations noted so far are among; they get their new numbers.
 */
export function noteClaims(
  { words, program: { appliedAt, violatedStateAt, violatedStepAt, order } }: MemoryPlan,
  memories: readonly SharedMemory[],
  before: Listed,
  states: DividedStates,
  notes: Notes,
): void {
  const packed = new Uint32Array(words);
  for (let claim = 0; claim < notes.claims; claim++) {
    const { violation } = notes.seen(claim);
    if (violation) {
      before.copy(violation.state, packed);
      notes.note(claim, { applied: true, violation: { ...violation, state: states.find(packed, 0) } });
      continue;
    }
    let applied = false;
    let first: Violation | undefined;
    memories.forEach(({ buffer }, rank) => {
      if (new Uint8Array(buffer)[appliedAt + claim] === 1) applied = true;
      const local = new Int32Array(buffer)[violatedStateAt / 4 + claim] as number;
      if (local < 0) return;
      // Numbers ascend with the layers, and of one claim either all violations have a step at fault or none has.
      const state = states.numberOf(rank, local);
      if (first && first.state < state) return;
      const step = new Int32Array(buffer)[violatedStepAt / 4 + claim] as number;
      first = step < 0 ? { state } : { state, step: order[step] as number };
    });
    notes.note(claim, { applied, ...(first ? { violation: first } : {}) });
  }
}

/**
 * Notes what the workers decided of the `possible` claims.
 *
 * @returns by claim, its trapped states of the first layer that has any, in order.
 */
export function noteTraps(
  { program: { possible } }: MemoryPlan,
  done: readonly (Done | undefined)[],
  states: DividedStates,
  notes: Notes,
): Map<number, readonly number[]> {
  const trapped = new Map<number, number[]>();
  possible.forEach(({ claim }, judge) => {
    const traps = trapped.get(claim) ?? [];
    trapped.set(claim, traps);
    done.forEach((of, rank) => {
      const decided = of?.possible[judge];
      if (!decided) return;
      notes.note(claim, { applied: decided.applied });
      traps.push(...decided.traps.map((local) => states.numberOf(rank, local)));
    });
  });
  for (const [claim, traps] of trapped) {
    traps.sort((a, b) => a - b);
    const [state] = traps;
    if (state === undefined) continue;
    const end = states.layerStarts.find((start) => start > state) ?? states.size;
    trapped.set(
      claim,
      traps.filter((trap) => trap < end),
    );
    notes.note(claim, { applied: true, violation: { state } });
  }
  return trapped;
}
