import { describe, expect, test } from '@jest/globals';
import { fastest, type Runner } from '../../checker/symbolic/fastest.ts';
import { OutOfNodes } from '../../checker/symbolic/nodeStore.ts';

/** A search of so many pieces that holds `bytes` after its first one; it fails in its last piece if it does not fit. */
const search =
  (name: string, pieces: number, bytes = 1, fits = true) =>
  (): Runner & { readonly name: string } => {
    let held = 0;
    function* run() {
      for (let piece = 1; piece < pieces; piece++) {
        held = bytes;
        yield;
      }
      if (!fits) throw new OutOfNodes('memory');
    }
    return { name, run: run(), bytes: () => held };
  };

/** Whose turns there were, and who was done. */
function raced(starts: readonly ReturnType<typeof search>[], bytesMax = 100): string {
  const turns: string[] = [];
  const race = fastest(starts, bytesMax);
  for (let turn = race.next(); ; turn = race.next()) {
    turns.push(turn.value.name);
    if (turn.done) return turns.join(' ');
  }
}

describe('the fastest of some searches', () => {
  test('is the first to be done, and none takes more turns than it', () => {
    expect(raced([search('a', 5), search('b', 2), search('c', 9)])).toBe('a b c a b b');
    expect(raced([search('a', 1), search('b', 1)])).toBe('a a');
  });

  test('is one that fits', () => {
    expect(raced([search('a', 1, 1, false), search('b', 3)])).toBe('a b b b b');
  });

  test('is looked for without the largest where they do not fit together', () => {
    expect(raced([search('a', 3, 60), search('b', 4, 50)])).toBe('a b b b b b');
  });

  test('is the one that was given up, if it would have been the only one to fit', () => {
    expect(raced([search('a', 3, 60), search('b', 2, 50, false)])).toBe('a b b a a a a');
  });

  test('is none where none fits', () => {
    const none = [search('a', 1, 1, false), search('b', 2, 1, false)];
    expect(() => raced(none)).toThrow(OutOfNodes);
  });
});
