import { describe, expect, jest, test } from '@jest/globals';
import { runCli } from '../fixtures/runCli.ts';

/** These searches are short, but Jest's sandbox and a busy machine slow them tenfold. */
jest.setTimeout(60_000);

describe('check --forecast', () => {
  test('says how large a world will be, and which size to lower, without searching it', async () => {
    const { code, out } = await runCli(['check', 'careful', '--size', 'page=5,slot=5', '--forecast']);
    expect(code).toBe(0);
    // 433,145,763 states by the closed form.
    expect(out).toMatch(
      /^careful \(page=5, slot=5\): about [2-8]\d0,000,000 states, [\d,]+ MiB and [\d,]+ s for the explicit engine; one slot less, about [\d,]+\n$/,
    );
    const json = await runCli(['check', 'careful', '--forecast', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 1,
      forecasts: [{ name: 'careful', size: { page: 2, slot: 2 }, states: 225 }],
    });
  });

  test('an explicit search that will not fit is warned of before it begins', async () => {
    const args = [
      'check',
      'careful',
      '--engine',
      'explicit',
      '--size',
      'page=3',
      '--max-states',
      '50',
      '--json',
    ];
    const small = await runCli(args);
    expect(small.err).toBe('');
    expect(JSON.parse(small.out).proposals[0].forecast.size).toEqual({ page: 3, slot: 2 });
    const tight = await runCli([
      'check',
      'careful',
      '--engine',
      'explicit',
      '--size',
      'page=4,slot=4',
      '--max-states',
      '50',
      '--max-memory',
      '20',
    ]);
    expect(tight.err).toMatch(
      /^coco-dma: this will not fit: careful \(page=4, slot=4\): about [\d,]+ states, /,
    );
    expect(tight.code).toBe(3);
  });
});
