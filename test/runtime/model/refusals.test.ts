import { expect, test } from '@jest/globals';
import { compose } from '../../../composition/index.ts';
import { proposals } from '../../../proposals/index.ts';
import { Lockstep } from '../../../runtime/index.ts';

const proposal = proposals.find(({ system }) => system.name === 'ioTlbMemNull');
if (!proposal) throw new Error('ioTlbMemNull is gone');
const sizes = proposal.smallSizes;
const composition = compose({ ...proposal.system, claims: [] }, sizes);
const begun = (): Lockstep => new Lockstep(composition, { sizes });
const { graph } = begun();
const { first, end } = graph.ways(0);
const ways = Array.from({ length: end - first }, (_, i) => graph.way(first + i));

test('a step that the runtime takes is not taken for a refusal', () => {
  expect(ways.length).toBeGreaterThan(3);
  for (const { step } of ways)
    expect(begun().tryRefused(step)).toEqual({
      what: 'the runtime takes a step that the model refuses',
      path: [composition.network.steps[step]?.name],
    });
});

test('what the model refuses is refused, and changes nothing', () => {
  const both = begun();
  const taken = new Set(ways.map(({ step }) => step));
  const refused = [...composition.network.steps.keys()].filter((step) => !taken.has(step));
  expect(refused.length).toBeGreaterThan(30);
  for (const step of refused) expect(both.tryRefused(step)).toBeUndefined();
});

test('so is what no state of the model admits', () => {
  const both = begun();
  // A direct mapping whose address says that a private page is shared, moves that the host of the design does not make, and others.
  expect(both.never.length).toBeGreaterThan(20);
  expect(both.tryNever()).toBeUndefined();
});

test('an error by which the runtime does not say no is thrown on, whether the model takes the step or not', () => {
  // The guest has fewer pages than its model: what the model does to the last of them is beyond its memory.
  const larger = compose({ ...proposal.system, claims: [] }, { ...sizes, page: 4 });
  const step = larger.network.steps.findIndex(({ name }) => name.startsWith('HOST_READ(page=3'));
  const both = new Lockstep(larger, { sizes });
  expect(() => both.pass({ step, to: 0 })).toThrow(RangeError);
  expect(() => both.tryRefused(step)).toThrow(RangeError);
});
