import { describe, expect, test } from '@jest/globals';
import { proposals, type SystemNumber, systems } from '../../proposals/index.ts';

/** Systems without a proposal so far. Whoever adds one takes its numbers out; nobody puts one in. */
const missing: readonly SystemNumber[] = [];

const covered = new Set(proposals.flatMap((proposal) => proposal.systems));
const numbers = Object.keys(systems) as SystemNumber[];

describe('the systems of the threads', () => {
  test('are numbered S1 to S62, each with a title of its own', () => {
    expect(numbers).toEqual(Array.from({ length: 62 }, (_, i) => `S${i + 1}`));
    expect(new Set(Object.values(systems)).size).toBe(62);
    for (const title of Object.values(systems)) expect(title).toMatch(/\S \S/);
  });

  test('have a proposal each, but for those listed here as missing', () => {
    expect(numbers.filter((number) => !covered.has(number))).toEqual(missing);
  });

  test.each(proposals.map(({ system, systems: its }) => [system.name, its] as const))(
    '%s names each of its systems once',
    (_, its) => {
      expect(its.length).toBeGreaterThan(0);
      expect(new Set(its).size).toBe(its.length);
    },
  );
});
