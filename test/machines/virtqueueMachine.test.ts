import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, type EventNamed, virtqueueMachine } from '../../machines/index.ts';
import { type Life, lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;
type Plain =
  | 'DRIVER_OK'
  | 'USED'
  | 'FALSE_USED'
  | 'DROP'
  | 'RELEASE'
  | 'RESET'
  | 'RESET_DONE'
  | 'NEEDS_RESET'
  | 'REPORT_BLOCKED';
const plain = (...types: Plain[]): DmaEvent[] => types.map((type) => ({ type, ...on }));
type Range = EventNamed<'POST'>['range'];
const post = (range: Range) => ({ type: 'POST', ...on, api: 'dma', range }) as const;
const access = (range: Range, outcome: 'done' | 'blocked' = 'done') =>
  ({ type: 'ACCESS', ...on, range, outcome }) as const;

/** The moves under which the device may access this range now. */
const strays = (life: Life, range: Range): string[] =>
  (['M16', 'M19', 'M21'] as const).filter(
    (move) => !life.refuses({ type: 'STRAY_ACCESS', ...on, range, outcome: 'done', move }),
  );
const idle = lifeOf(virtqueueMachine);
const posted = idle.take(...plain('DRIVER_OK'), post('pool'));

describe('a request', () => {
  test('is posted, carried out, reported, taken back', () => {
    const used = posted.take(access('pool'), ...plain('USED'));
    expect(used.refuses(post('pool'))).toBe(true);
    expect(used.take(...plain('RELEASE'))).toMatchObject({
      value: 'idle',
      context: { range: null, outcome: 'none' },
    });
  });

  test('E14: is carried out from DRIVER_OK on, not before', () => {
    const early = idle.take(post('pool'));
    expect(early.refuses(access('pool'))).toBe(true);
    expect(early.take(...plain('DRIVER_OK'), access('pool')).context['outcome']).toBe('done');
  });

  test('is accessed where it lies, and one at a time', () => {
    expect(posted.refuses(access('ram'))).toBe(true);
    expect(posted.refuses(post('pool'))).toBe(true);
    expect(posted.refuses(plain('RELEASE')[0] as DmaEvent)).toBe(true);
  });

  test('is honestly used only when done, and falsely only when not', () => {
    const [used, falseUsed] = plain('USED', 'FALSE_USED') as [DmaEvent, DmaEvent];
    expect([posted.refuses(used), posted.refuses(falseUsed)]).toEqual([true, false]);
    const done = posted.take(access('pool'));
    expect([done.refuses(used), done.refuses(falseUsed)]).toEqual([false, true]);
    expect(idle.take(post('pool')).refuses(falseUsed)).toBe(true);
  });
});

describe('a blocked request', () => {
  const drop = plain('DROP')[0] as DmaEvent;
  test('E11, E17: is dropped without a word', () => {
    expect(posted.refuses(drop)).toBe(true);
    expect(posted.take(access('pool')).refuses(drop)).toBe(true);
    const dropped = posted.take(access('pool', 'blocked'), drop);
    expect(dropped.refuses(plain('RELEASE')[0] as DmaEvent)).toBe(true);
    expect(dropped.take(...plain('RESET', 'RESET_DONE', 'RELEASE')).value).toBe('idle');
  });

  test('is dropped by a device that reports only after DEVICE_NEEDS_RESET', () => {
    const careful = lifeOf(virtqueueMachine, { onBlocked: 'NEEDS_RESET' }).take(
      ...plain('DRIVER_OK'),
      post('ram'),
      access('ram', 'blocked'),
    );
    expect(careful.refuses(drop)).toBe(true);
    expect(careful.take(...plain('NEEDS_RESET'), drop).value).toBe('dropped');
    expect(careful.take(...plain('NEEDS_RESET', 'RESET')).context['reported']).toBe(false);
    expect(careful.take(...plain('REPORT_BLOCKED'), drop).value).toBe('dropped');
    const report = plain('REPORT_BLOCKED')[0] as DmaEvent;
    expect(posted.take(access('pool', 'blocked')).refuses(report)).toBe(true);
  });
});

describe('every access that nobody asked for is one move of the adversary', () => {
  test.each([
    ['before anything is posted', idle, 'M16', 'M21'],
    ['before DRIVER_OK', idle.take(post('pool')), 'M16', 'M21'],
    ['after used', posted.take(...plain('FALSE_USED')), 'M16', 'M21'],
    ['after it was dropped', posted.take(access('pool', 'blocked'), ...plain('DROP')), 'M16', 'M21'],
    ['during a reset', posted.take(...plain('RESET')), 'M19', 'M19'],
    ['after a reset', posted.take(...plain('RESET', 'RESET_DONE')), 'M19', 'M19'],
    [
      'after the buffer was taken back',
      posted.take(...plain('RESET', 'RELEASE', 'RESET_DONE')),
      'M19',
      'M19',
    ],
    [
      'in RAM that was posted, after used',
      idle.take(...plain('DRIVER_OK'), post('ram'), ...plain('FALSE_USED')),
      'M16',
      'M16',
    ],
  ] as const)('%s', (_, life, inPool, inRam) => {
    expect([strays(life, 'pool'), strays(life, 'ram')]).toEqual([[inPool], [inRam]]);
  });

  test('while the request is outstanding, only elsewhere', () => {
    expect([strays(posted, 'pool'), strays(posted, 'ram')]).toEqual([[], ['M21']]);
  });
});

test('a reset leaves a posted buffer exposed until it is complete, and E15: nothing is carried out after it', () => {
  const resetting = posted.take(...plain('RESET'));
  expect(resetting.value).toBe('resetting');
  expect(resetting.refuses(access('pool'))).toBe(true);
  expect(resetting.take(...plain('RESET_DONE')).value).toBe('quiet');
  expect(resetting.take(...plain('RELEASE')).value).toBe('idle');
  const used = posted.take(access('pool'), ...plain('USED', 'RESET'));
  expect(used.value).toBe('used');
  expect(used.take(...plain('RESET_DONE')).value).toBe('quiet');
  expect(idle.take(...plain('RESET', 'RESET_DONE', 'DRIVER_OK')).context['phase']).toBe('live');
});
