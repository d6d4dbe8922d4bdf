import type { Classes } from './hiddenCycles.ts';
import { IntList } from './intList.ts';
import { HIDDEN, type Lts, stateCountOf } from './lts.ts';

/**
 * The system whose states are classes: each has the transitions of all its members, each once.
 *
 * @param keepHiddenLoops whether a hidden step within a class stays, as a step of the class to itself.
 */
export function quotient(lts: Lts, { of, count }: Classes, keepHiddenLoops: boolean): Lts {
  const states = stateCountOf(lts);
  const start = new Int32Array(count + 1);
  for (let state = 0; state < states; state++) {
    const next = (of[state] as number) + 1;
    start[next] = (start[next] as number) + 1;
  }
  for (let c = 0; c < count; c++) start[c + 1] = (start[c + 1] as number) + (start[c] as number);
  const members = new Int32Array(states);
  const filled = start.slice();
  for (let state = 0; state < states; state++) {
    const c = of[state] as number;
    const place = filled[c] as number;
    members[place] = state;
    filled[c] = place + 1;
  }

  const [first, label, to] = [new IntList(), new IntList(), new IntList()];
  first.push(0);
  let keys = new Float64Array(1 << 10);
  for (let c = 0; c < count; c++) {
    let size = 0;
    for (let m = start[c] as number; m < (start[c + 1] as number); m++) {
      const state = members[m] as number;
      for (let edge = lts.first[state] as number; edge < (lts.first[state + 1] as number); edge++) {
        const target = of[lts.to[edge] as number] as number;
        const by = lts.label[edge] as number;
        if (by === HIDDEN && target === c && !keepHiddenLoops) continue;
        if (size === keys.length) {
          const larger = new Float64Array(size * 2);
          larger.set(keys);
          keys = larger;
        }
        keys[size++] = by * count + target;
      }
    }
    const sorted = keys.subarray(0, size).sort();
    for (let i = 0; i < size; i++) {
      const key = sorted[i] as number;
      if (i > 0 && key === sorted[i - 1]) continue;
      label.push(Math.floor(key / count));
      to.push(key % count);
    }
    first.push(to.length);
  }
  return {
    initial: of[lts.initial] as number,
    labels: lts.labels,
    first: first.trimmed(),
    label: label.trimmed(),
    to: to.trimmed(),
  };
}
