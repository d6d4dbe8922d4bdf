import { describe, expect, test } from '@jest/globals';
import { check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

describe('pages and slots, whose numbers are known in closed form', () => {
  test.each([
    { pages: 2, slots: 2, states: 225, transitions: 1_148, depth: 12 },
    { pages: 3, slots: 3, states: 16_353, transitions: 141_981, depth: 18 },
  ])('$pages x $slots has $states states', async ({ pages, slots, ...numbers }) => {
    const report = await check(compose(pagesAndSlots(pages, slots)));
    expect(report).toMatchObject({ ...numbers, complete: true, claims: [{ verdict: 'holds' }] });
    expect(report).not.toHaveProperty('stopped');
  });

  test('the reference engine counts the same 2 x 2', async () => {
    const report = await check(compose(pagesAndSlots(2, 2)), { engine: 'reference' });
    expect(report).toMatchObject({
      states: 225,
      transitions: 1_148,
      depth: 12,
      claims: [{ verdict: 'holds' }],
    });
  });

  test('a conversion that forgets the translation cache is caught in 6 steps, the same ones each time', async () => {
    const faulty = compose(pagesAndSlots(2, 2, true));
    const report = await check(faulty);
    expect(report.claims).toEqual([
      {
        claim: 'cachedPageIsShared',
        verdict: 'violated',
        trace: [
          { event: 'TO_SHARED(page=0)', by: 'guest' },
          { event: 'MAP(page=0, slot=0)', by: 'guest' },
          { event: 'START(slot=0)', by: 'device' },
          { event: 'FINISH(slot=0)', by: 'device' },
          { event: 'UNMAP(slot=0)', by: 'guest' },
          { event: 'TO_PRIVATE(page=0)', by: 'guest' },
        ],
      },
    ]);
    const again = await check(compose(pagesAndSlots(2, 2, true)));
    expect({ ...again, seconds: 0 }).toEqual({ ...report, seconds: 0 });
    const reference = await check(faulty, { engine: 'reference' });
    expect(reference.claims[0]?.trace).toHaveLength(6);
  });
});
