import { describe, expect, test } from '@jest/globals';
import type { Visibility } from '../../../machines/index.ts';
import { MemoryFaultError, physAddr, platforms } from '../../../runtime/index.ts';
import { type Accessor, dataPath } from '../../../runtime/memory/dataPath.ts';

const guest = (alias: Visibility): Accessor => ({ by: 'guest', alias });
const host: Accessor = { by: 'host' };
const device = (t: 0 | 1, alias: Visibility): Accessor => ({ by: 'device', t, alias });

/** What is expected, in words: `raw`, `key`, `raw, poisons`, or the fault. */
const outcome = (...question: Parameters<typeof dataPath>): string => {
  const path = dataPath(...question);
  return 'fault' in path ? path.fault : `${path.through}${path.poisons ? ', poisons' : ''}`;
};

const mismatch = {
  sharedOfPrivate: 'the address says shared, the page is private',
  privateOfShared: 'the address says private, the page is shared',
};

describe.each([
  // Accessor, page; then for reading and for writing: tdx, sevSnp, sev, cca.
  [guest('private'), 'private', ['key', 'key', 'key', 'key'], ['key', 'key', 'key', 'key']],
  [guest('shared'), 'shared', ['raw', 'raw', 'raw', 'raw'], ['raw', 'raw', 'raw', 'raw']],
  [guest('private'), 'shared', ['TD exit', '#NPF', 'key', 'SEA'], ['TD exit', '#NPF', 'key', 'SEA']],
  [
    guest('shared'),
    'private',
    ['#VE', 'raw', 'raw', 'stage 2 fault'],
    ['#VE', '#NPF', 'raw', 'stage 2 fault'],
  ],
  [host, 'private', ['raw', 'raw', 'raw', 'raw'], ['raw, poisons', '#PF', 'raw', 'GPF']],
  [host, 'shared', ['raw', 'raw', 'raw', 'raw'], ['raw', 'raw', 'raw', 'raw']],
  [device(1, 'private'), 'private', ['key', 'key', 'key', 'key'], ['key', 'key', 'key', 'key']],
  [device(1, 'shared'), 'shared', ['raw', 'raw', 'raw', 'raw'], ['raw', 'raw', 'raw', 'raw']],
  [
    device(1, 'shared'),
    'private',
    Array(4).fill(mismatch.sharedOfPrivate),
    Array(4).fill(mismatch.sharedOfPrivate),
  ],
  [
    device(1, 'private'),
    'shared',
    Array(4).fill(mismatch.privateOfShared),
    Array(4).fill(mismatch.privateOfShared),
  ],
  ...(['private', 'shared'] as const).flatMap((alias) => [
    [
      device(0, alias),
      'private',
      ['DMA fault', 'RMP violation', 'raw', 'GPF'],
      ['DMA fault', 'RMP violation', 'raw', 'GPF'],
    ] as const,
    [device(0, alias), 'shared', ['raw', 'raw', 'raw', 'raw'], ['raw', 'raw', 'raw', 'raw']] as const,
  ]),
] as const)('%j at a %s page', (accessor, visibility, reading, writing) => {
  test.each(Object.values(platforms).map((platform, i) => [platform.name, platform, i] as const))(
    '%s',
    (_, platform, i) => {
      expect(outcome(platform, accessor, 'read', visibility, false)).toBe(reading[i]);
      expect(outcome(platform, accessor, 'write', visibility, false)).toBe(writing[i]);
    },
  );
});

describe('a poisoned page', () => {
  test('faults whoever comes with the key, and nobody else', () => {
    const { tdx } = platforms;
    expect(outcome(tdx, guest('private'), 'read', 'private', true)).toBe('#MC');
    expect(outcome(tdx, guest('private'), 'write', 'private', true)).toBe('#MC');
    expect(outcome(tdx, device(1, 'private'), 'read', 'private', true)).toBe('#MC');
    expect(outcome(tdx, host, 'read', 'private', true)).toBe('raw');
  });
});

test('a fault names what was raised and where', () => {
  expect(new MemoryFaultError('#VE', physAddr(0x3010), 'why').message).toBe('#VE at 0x3010: why');
});
