import { describe, expect, test } from '@jest/globals';
import { type FeatureBit, featureSetOf, virtioFeaturesMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;
const acknowledge = { type: 'ACKNOWLEDGE', ...on } as const;
const write = (...bits: FeatureBit[]) =>
  ({ type: 'WRITE_FEATURES', ...on, features: featureSetOf(bits) }) as const;
const read = (...bits: FeatureBit[]) =>
  ({ type: 'READ_FEATURES', ...on, features: featureSetOf(bits) }) as const;
const featuresOk = (kept: boolean) => ({ type: 'FEATURES_OK', ...on, kept }) as const;
const strip = (bit: FeatureBit) => ({ type: 'STRIP_FEATURE', ...on, bit }) as const;

/** Whether the device keeps FEATURES_OK; it must have exactly one answer. */
function keeps(life: ReturnType<typeof lifeOf>): boolean {
  expect(life.refuses(featuresOk(true))).toBe(!life.refuses(featuresOk(false)));
  return !life.refuses(featuresOk(true));
}

describe('what a device answers to FEATURES_OK', () => {
  const device = (onMissing: 'refuse' | 'hope') =>
    lifeOf(virtioFeaturesMachine, { offers: [27, 32, 33], requires: [27], onMissing });

  test('a refusing device keeps it only with every required bit, a hoping one always', () => {
    expect(keeps(device('refuse').take(acknowledge, write(27, 32)))).toBe(true);
    expect(keeps(device('refuse').take(acknowledge, write(32, 33)))).toBe(false);
    expect(keeps(device('hope').take(acknowledge, write(32, 33)))).toBe(true);
  });

  test('what it does not offer it does not insist on', () => {
    expect(keeps(device('refuse').take(strip(27), acknowledge, write(32, 33)))).toBe(true);
  });

  test('E3, E4: a missing VERSION_1 or a bit never offered makes no difference', () => {
    expect(keeps(lifeOf(virtioFeaturesMachine).take(acknowledge, write(27, 33)))).toBe(true);
  });

  test('M05: the host may refuse whatever is accepted, until the next reset', () => {
    const refusing = device('hope').take({ type: 'REFUSE_ANYWAY', ...on });
    expect(refusing.refuses({ type: 'REFUSE_ANYWAY', ...on })).toBe(true);
    const refused = refusing.take(acknowledge, write(27, 32, 33));
    expect(keeps(refused)).toBe(false);
    expect(keeps(refused.take({ type: 'RESET', ...on }, acknowledge, write(27, 32, 33)))).toBe(true);
  });
});

test('the driver reads what is offered, and M02 happens only before it looks', () => {
  const device = lifeOf(virtioFeaturesMachine).take(strip(33));
  expect(device.refuses(strip(33))).toBe(true);
  const negotiable = device.take(acknowledge);
  expect(negotiable.refuses(strip(32))).toBe(true);
  expect(negotiable.refuses(read(32, 33))).toBe(true);
  expect(negotiable.take(read(32)).context['offered']).toEqual([32]);
});

test('E6: features are taken at any time, and a reset forgets them', () => {
  const again = lifeOf(virtioFeaturesMachine).take(acknowledge, write(32), featuresOk(true), write(32, 33));
  expect(again.context['accepted']).toEqual([32, 33]);
  expect(again.take({ type: 'RESET', ...on })).toMatchObject({ value: 'inReset', context: { accepted: [] } });
});
