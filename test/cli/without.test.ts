import { describe, expect, test } from '@jest/globals';
import { askCli } from '../fixtures/askCli.ts';

const json = async (...args: readonly string[]) => {
  const { code, out, err } = await askCli([...args, '--json']);
  return { code, err, data: out === '' ? undefined : JSON.parse(out) };
};

describe('list rules', () => {
  test('says what each is, of which machine, and from where', async () => {
    const { code, data } = await json('list', 'rules');
    expect(code).toBe(0);
    expect(data.rules).toContainEqual({
      name: 'matchPoolToDevice',
      summary: 'a private device is bounced through a private pool or not at all',
      machine: 'dmaDirect',
      off: { privateBounce: 'anyPool' },
      source: expect.stringContaining('swiotlb_tbl_map_single'),
    });
  });
});

describe('--without', () => {
  test('check tells the verdicts and compares nothing', async () => {
    const { code, data } = await json('check', 'coalescedPciEnable', '--without', 'coalesceEnable');
    expect(code).toBe(0);
    const [proposal] = data.proposals;
    expect(proposal).toMatchObject({ name: 'coalescedPciEnable', without: ['coalesceEnable'] });
    expect(proposal.pinned).toBeUndefined();
    for (const { expected, asStated } of proposal.claims)
      expect([expected, asStated]).toEqual([undefined, undefined]);
  });

  test('trace tells a violation that the rule prevents, and how to see it again', async () => {
    const rule = ['--without', 'oneShotNonce'];
    const of = ['trace', 'coalescedPciEnable', 'nonceOnlyWhileLocked'];
    const { data } = await json(...of, ...rule);
    expect(data).toMatchObject({ verdict: 'violated', without: ['oneShotNonce'] });
    const { out } = await askCli([...of, ...rule]);
    expect(out).toContain('without oneShotNonce\n');
    expect(out).toContain(
      'Again: npx coco-dma trace coalescedPciEnable nonceOnlyWhileLocked --without oneShotNonce\n',
    );
  });

  test('a rule that there is not, or that the proposal does not have, is a usage error', async () => {
    const misspelt = await json('check', '--without', 'oneShotNonse');
    expect([misspelt.code, misspelt.err]).toEqual([
      2,
      expect.stringContaining('there is no rule oneShotNonse'),
    ]);
    expect(misspelt.err).toContain('oneShotNonce');
    const lacking = await json('check', 'splitEnableStrictDevice', '--without', 'coalesceEnable');
    expect(lacking.code).toBe(2);
    expect(lacking.err).toMatch(
      /splitEnableStrictDevice does not have the rule coalesceEnable \(it has .*oneShotNonce/,
    );
  });
});
