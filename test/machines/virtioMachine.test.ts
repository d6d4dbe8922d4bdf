import { expect, test } from '@jest/globals';
import { virtioMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;
const begun = lifeOf(virtioMachine).take({ type: 'ACKNOWLEDGE', ...on }, { type: 'DRIVER', ...on });

test('E1, E30: the status goes 0, 1, 3, 11, 15', () => {
  const fresh = lifeOf(virtioMachine);
  const acknowledged = fresh.take({ type: 'ACKNOWLEDGE', ...on });
  const driver = acknowledged.take({ type: 'DRIVER', ...on });
  const agreed = driver.take({ type: 'FEATURES_OK', ...on, kept: true });
  const live = agreed.take({ type: 'DRIVER_OK', ...on });
  expect([fresh, acknowledged, driver, agreed, live].map(({ context }) => context['status'])).toEqual([
    0, 1, 3, 11, 15,
  ]);
});

test('E2: a refused FEATURES_OK reads back clear, a kept one set', () => {
  const refused = begun.take({ type: 'FEATURES_OK', ...on, kept: false });
  expect(refused.context['status']).toBe(3);
  expect(refused.refuses({ type: 'READ_STATUS', ...on, featuresOk: true })).toBe(true);
  expect(refused.take({ type: 'READ_STATUS', ...on, featuresOk: false })).toMatchObject({ value: 'running' });
  const kept = begun.take({ type: 'FEATURES_OK', ...on, kept: true });
  expect(kept.refuses({ type: 'READ_STATUS', ...on, featuresOk: false })).toBe(true);
  expect(kept.take({ type: 'READ_STATUS', ...on, featuresOk: true }).context['status']).toBe(11);
});

test('E5, E8: the device takes DRIVER_OK without FEATURES_OK, and FEATURES_OK after FAILED', () => {
  expect(begun.take({ type: 'DRIVER_OK', ...on }).context['status']).toBe(7);
  const failed = begun.take({ type: 'FAILED', ...on }, { type: 'FEATURES_OK', ...on, kept: true });
  expect(failed.context['status']).toBe(139);
});

test('E12: DEVICE_NEEDS_RESET comes once, on top of what is set, and not in reset', () => {
  const live = begun.take({ type: 'FEATURES_OK', ...on, kept: true }, { type: 'DRIVER_OK', ...on });
  const broken = live.take({ type: 'NEEDS_RESET', ...on });
  expect(broken.context['status']).toBe(79);
  expect(broken.refuses({ type: 'NEEDS_RESET', ...on })).toBe(true);
  expect(lifeOf(virtioMachine).refuses({ type: 'NEEDS_RESET', ...on })).toBe(true);
});

test('after a reset nothing can be written before it is complete, and then it starts from 0', () => {
  const resetting = begun.take({ type: 'RESET', ...on });
  expect(resetting.refuses({ type: 'ACKNOWLEDGE', ...on })).toBe(true);
  expect(resetting.refuses({ type: 'DRIVER_OK', ...on })).toBe(true);
  const again = resetting.take({ type: 'RESET_DONE', ...on });
  expect(again).toMatchObject({ value: 'inReset', context: { status: 0 } });
  expect(again.refuses({ type: 'RESET_DONE', ...on })).toBe(true);
});
