import { describe, expect, test } from '@jest/globals';
import { bugs } from '../../bugs/index.ts';

/** What is in memory without the rule that must not be there. */
const seen: Readonly<Record<string, RegExp>> = {
  A1: /DATASECRET/,
  A2: /VRING/,
  A4: /host reads "SECRET"/,
  A9: /host reads "SECRET"/,
  B8: /shared and private/,
  C1: /of 16 bytes 22 .*SECRET/,
  D1: /UNASKED/,
  D3: /of 16 bytes that were posted 22 .*SECRET/,
  D4: /of 16 bytes that were posted 22 .*SECRET/,
  E6: /of 16 bytes 22 .*SECRET/,
};
const onBytes = bugs.flatMap(({ key, onBytes }) => (onBytes ? [[key, onBytes] as const] : []));

test('these bugs are done on bytes', () => {
  expect(onBytes.map(([key]) => key)).toEqual(Object.keys(seen));
});

describe.each(onBytes)('%s', (key, load) => {
  test('is seen in memory without its rule', async () => {
    const { violated, told } = (await load())(false);
    expect(violated).toBe(true);
    expect(told).toMatch(seen[key] ?? /never/);
  });

  test('and is not with it', async () => {
    const { violated, told } = (await load())(true);
    expect(violated).toBe(false);
    expect(told).not.toMatch(seen[key] ?? /./);
  });
});
