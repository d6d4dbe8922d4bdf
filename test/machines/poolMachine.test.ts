import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, poolMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const bounced = (memory: 'private' | 'shared', why: 'policy' | 'addressing'): DmaEvent => ({
  type: 'MAP_BOUNCED',
  mapping: 0,
  device: 0,
  page: 0,
  slot: 0,
  pool: 0,
  dir: 'TO_DEVICE',
  content: 'public',
  memory,
  why,
});

describe('a pool', () => {
  const pool = (input = {}) => lifeOf(poolMachine, input);
  const init: DmaEvent = { type: 'POOL_INIT', pool: 0 };
  const fails: DmaEvent = { type: 'POOL_INIT_FAILS', pool: 0 };
  const grow: DmaEvent = { type: 'POOL_GROW', pool: 0, page: 0 };
  const shrink: DmaEvent = { type: 'POOL_SHRINK', pool: 0, page: 0 };

  test('serves its own kind of memory once it is set up', () => {
    expect(pool().refuses(bounced('shared', 'policy'))).toBe(true);
    expect(pool().take(init).refuses(bounced('shared', 'policy'))).toBe(false);
    expect(pool().take(init).refuses(bounced('private', 'policy'))).toBe(true);
    expect(pool({ visibility: 'private' }).take(init).refuses(bounced('private', 'addressing'))).toBe(false);
    expect(pool().take(init).refuses(init)).toBe(true);
  });

  test('whose conversion failed is unusable (7.3), or handed out all the same (6.12)', () => {
    expect(pool().take(fails).refuses(bounced('shared', 'policy'))).toBe(true);
    const suspect = pool({ failsClosed: false }).take(fails);
    expect(suspect.value).toBe('suspect');
    expect(suspect.refuses(bounced('shared', 'policy'))).toBe(false);
    expect(suspect.refuses(bounced('private', 'policy'))).toBe(true);
  });

  test('grows and shrinks only if it is dynamic, and reads swiotlb=force only at boot', () => {
    expect(pool().take(init).refuses(grow)).toBe(true);
    expect(pool().take(init).refuses(shrink)).toBe(true);
    expect(pool({ dynamic: true }).take(init, grow, shrink).value).toBe('ready');
    expect(pool().take({ type: 'FORCE_SWIOTLB' }).value).toBe('uninitialised');
    expect(pool().take(init).refuses({ type: 'FORCE_SWIOTLB' })).toBe(true);
  });
});
