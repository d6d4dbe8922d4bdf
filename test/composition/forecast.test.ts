import { describe, expect, jest, test } from '@jest/globals';
import { forecast } from '../../composition/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

/** These searches are short, but Jest's sandbox and a busy machine slow them tenfold. */
jest.setTimeout(60_000);

/** Sum over k of C(N,k) 2^(N-k) ((k+1)^2+k)^M. */
function closedForm(pages: number, slots: number): number {
  let sum = 0;
  let choose = 1;
  for (let k = 0; k <= pages; k++) {
    sum += choose * 2 ** (pages - k) * ((k + 1) ** 2 + k) ** slots;
    choose = (choose * (pages - k)) / (k + 1);
  }
  return sum;
}

describe('a forecast', () => {
  test.each([
    { page: 4, slot: 4, within: 1.5 },
    { page: 5, slot: 4, within: 1.5 },
    { page: 5, slot: 5, within: 2 },
    { page: 6, slot: 6, within: 4 },
    { page: 3, slot: 8, within: 4 },
  ])('of $page pages and $slot slots is within a factor of $within', async ({ page, slot, within }) => {
    const { size, states, bytes, measured } = await forecast(pagesAndSlots(1, 1), { page, slot });
    expect(size).toEqual({ page, slot });
    const right = closedForm(page, slot);
    expect(states / right).toBeLessThan(within);
    expect(right / states).toBeLessThan(within);
    expect(bytes / states).toBeGreaterThan(16);
    for (const { size: of, states: found } of measured) {
      expect(found).toBe(closedForm(of['page'] ?? 0, of['slot'] ?? 0));
      expect(found).toBeLessThanOrEqual(30_000);
    }
  });

  test('is exact for a world that is searched', async () => {
    expect((await forecast(pagesAndSlots(2, 3))).states).toBe(closedForm(2, 3));
  });

  test('learns from a world above its usual bound where it must, and refuses where it cannot', async () => {
    // 3 x 3 has 16,353 states and 4 x 3 has 115,221: nothing in between tells how pages grow.
    const { states } = await forecast(pagesAndSlots(1, 1), { page: 5, slot: 3 }, { page: 3, slot: 3 });
    expect(states / closedForm(5, 3)).toBeGreaterThan(1 / 1.5);
    expect(states / closedForm(5, 3)).toBeLessThan(1.5);
    await expect(forecast(pagesAndSlots(1, 1), { page: 5, slot: 4 }, { page: 4, slot: 4 })).rejects.toThrow(
      'pagesAndSlots: the smallest world has more than 30,000 states, too many to forecast from',
    );
  });

  test('says which size to lower', async () => {
    const { lower, states } = await forecast(pagesAndSlots(5, 5));
    const [page, slot] = [closedForm(4, 5), closedForm(5, 4)];
    expect(lower?.set).toBe(page < slot ? 'page' : 'slot');
    expect(lower?.states).toBeLessThan(states / 4);
  });
});
