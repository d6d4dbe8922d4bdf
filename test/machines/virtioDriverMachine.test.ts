import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, type FeatureBit, featureSetOf, virtioDriverMachine } from '../../machines/index.ts';
import type { VirtioDriverInput } from '../../machines/virtioDriverMachine.ts';
import { type Life, lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;
const plain = (...types: ('ACKNOWLEDGE' | 'DRIVER' | 'DRIVER_OK' | 'RESET' | 'RESET_DONE')[]): DmaEvent[] =>
  types.map((type) => ({ type, ...on }));
const attach = { type: 'POOL_ATTACH', ...on } as const;
const release = { type: 'RELEASE', ...on } as const;
const failed = { type: 'FAILED', ...on } as const;
const featuresOk = { type: 'FEATURES_OK', ...on, kept: true } as const;
const status = (set: boolean) => ({ type: 'READ_STATUS', ...on, featuresOk: set }) as const;
const write = (...bits: FeatureBit[]) =>
  ({ type: 'WRITE_FEATURES', ...on, features: featureSetOf(bits) }) as const;
const post = (api: 'dma' | 'physical' | 'bounceBuffer') =>
  ({ type: 'POST', ...on, api, range: 'ram' }) as const;

/** A driver that has read this offer. */
const choosing = (input: VirtioDriverInput, offer: readonly FeatureBit[], ...before: DmaEvent[]): Life =>
  lifeOf(virtioDriverMachine, input).take(...before, ...plain('ACKNOWLEDGE', 'DRIVER'), {
    type: 'READ_FEATURES',
    ...on,
    features: featureSetOf(offer),
  });
const live = (input: VirtioDriverInput = {}): Life =>
  choosing(input, [32, 33]).take(write(32, 33), featuresOk, status(true), ...plain('DRIVER_OK'));

describe('the sequence', () => {
  test('no step is skipped or taken twice', () => {
    const fresh = lifeOf(virtioDriverMachine);
    expect(fresh.refuses({ type: 'DRIVER', ...on })).toBe(true);
    const ready = choosing({}, [32, 33]);
    expect(ready.refuses(featuresOk)).toBe(true);
    expect(ready.take(write(32, 33)).refuses(write(32, 33))).toBe(true);
    expect(ready.take(write(32, 33)).refuses({ type: 'DRIVER_OK', ...on })).toBe(true);
    const unconfirmed = ready.take(write(32, 33), featuresOk);
    for (const event of [...plain('DRIVER_OK'), post('dma'), write(32)])
      expect(unconfirmed.refuses(event)).toBe(true);
  });

  test('a FEATURES_OK that reads clear ends in FAILED, and FAILED only in reset', () => {
    const refused = choosing({}, [32, 33]).take(write(32, 33), { ...featuresOk, kept: false }, status(false));
    for (const event of [...plain('DRIVER_OK', 'RESET'), post('dma')])
      expect(refused.refuses(event)).toBe(true);
    const gaveUp = refused.take(failed);
    for (const event of [...plain('ACKNOWLEDGE', 'DRIVER_OK'), featuresOk, failed])
      expect(gaveUp.refuses(event)).toBe(true);
    expect(gaveUp.take(...plain('RESET', 'RESET_DONE'))).toMatchObject({
      value: 'unbound',
      context: { seen: [] },
    });
  });

  test('buffers may be posted before DRIVER_OK', () => {
    const ready = choosing({}, [32, 33]).take(write(32, 33), featuresOk, status(true));
    expect(ready.take(post('dma'), ...plain('DRIVER_OK')).value).toBe('live');
  });

  test('a driver that does not read back goes on, whatever the device said', () => {
    const hasty = choosing({ rereadsFeaturesOk: false }, [32, 33]).take(write(32, 33), {
      ...featuresOk,
      kept: false,
    });
    expect(hasty.take(...plain('DRIVER_OK')).value).toBe('live');
  });

  test('buffers come back after the reset is complete, or at once to a driver that does not wait', () => {
    expect(live().take(release).value).toBe('live');
    const resetting = live().take(...plain('RESET'));
    expect(resetting.refuses(release)).toBe(true);
    expect(resetting.take(...plain('RESET_DONE'), release).value).toBe('unbound');
    expect(live({ waitsForReset: false }).take(...plain('RESET'), release).value).toBe('resetting');
  });
});

describe('features', () => {
  test('it accepts everything it always accepts, and nothing that is not offered or not known', () => {
    const driver = choosing({}, [28, 32]);
    expect(driver.refuses(write())).toBe(true);
    expect(driver.refuses(write(32, 33))).toBe(true);
    expect(driver.refuses(write(28, 32))).toBe(true);
    expect(driver.refuses(write(32))).toBe(false);
  });

  test('what it may accept it accepts or not', () => {
    const driver = choosing({ mayAccept: [28] }, [28, 32, 33]);
    expect(driver.refuses(write(32, 33))).toBe(false);
    expect(driver.refuses(write(28, 32, 33))).toBe(false);
  });

  test('without what it needs it sets FAILED, and otherwise it does not', () => {
    const poor = choosing({ needs: [33] }, [32]);
    expect(poor.refuses(write(32))).toBe(true);
    expect(poor.take(failed).value).toBe('failed');
    expect(choosing({ needs: [33] }, [32, 33]).refuses(failed)).toBe(true);
    expect(choosing({ accepts: [32], mayAccept: [33], needs: [33] }, [32, 33]).refuses(write(32))).toBe(true);
  });

  test('bit 27 is promised only where there is a pool to keep the promise with', () => {
    const input = { accepts: [27, 32, 33] } as const;
    expect(choosing(input, [27, 32, 33]).refuses(write(27, 32, 33))).toBe(true);
    expect(choosing(input, [27, 32, 33], attach).refuses(write(27, 32, 33))).toBe(false);
    expect(choosing(input, [27, 32, 33], attach).refuses(write(32, 33))).toBe(true);
  });

  test('without VERSION_1 there is no FEATURES_OK', () => {
    const driver = choosing({}, [33]).take(write(33));
    expect(driver.refuses(featuresOk)).toBe(true);
    expect(driver.take(...plain('DRIVER_OK')).value).toBe('live');
  });

  test('a legacy driver sees no bit above 31, sets 27 without a pool, and has no FEATURES_OK', () => {
    const input = { accepts: [27, 32, 33], legacy: true } as const;
    const driver = choosing(input, [27, 32, 33]);
    expect(driver.refuses(write(27, 32, 33))).toBe(true);
    const negotiated = driver.take(write(27));
    expect(negotiated.refuses(featuresOk)).toBe(true);
    expect(negotiated.take(...plain('DRIVER_OK'), post('physical')).value).toBe('live');
  });
});

test.each([
  ['the buffer of bit 27', [27, 32, 33], 'bounceBuffer'],
  ['the DMA API with ACCESS_PLATFORM', [32, 33], 'dma'],
  ['physical addresses without', [32], 'physical'],
] as const)('addresses: %s', (_, offer, api) => {
  const driver = choosing({ accepts: [27, 32, 33] }, offer, attach).take(
    write(...offer),
    featuresOk,
    status(true),
  );
  for (const other of ['dma', 'physical', 'bounceBuffer'] as const)
    expect({ other, refused: driver.refuses(post(other)) }).toEqual({ other, refused: other !== api });
});
