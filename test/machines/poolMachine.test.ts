import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, poolMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';
import { mapBounced } from '../fixtures/mapEvents.ts';

describe('a pool', () => {
  const pool = (input = {}) => lifeOf(poolMachine, input);
  const init: DmaEvent = { type: 'POOL_INIT', pool: 0 };
  const fails: DmaEvent = { type: 'POOL_INIT_FAILS', pool: 0 };
  const grow: DmaEvent = { type: 'POOL_GROW', pool: 0, page: 0 };
  const shrink: DmaEvent = { type: 'POOL_SHRINK', pool: 0, page: 0 };

  test('serves its own kind of memory once it is set up', () => {
    expect(pool().refuses(mapBounced('shared', 'policy'))).toBe(true);
    expect(pool().take(init).refuses(mapBounced('shared', 'policy'))).toBe(false);
    expect(pool().take(init).refuses(mapBounced('private', 'policy'))).toBe(true);
    expect(pool({ visibility: 'private' }).take(init).refuses(mapBounced('private', 'addressing'))).toBe(
      false,
    );
    expect(pool().take(init).refuses(init)).toBe(true);
  });

  test('whose conversion failed is unusable (7.3), or handed out all the same (6.12)', () => {
    expect(pool().take(fails).refuses(mapBounced('shared', 'policy'))).toBe(true);
    const suspect = pool({ failsClosed: false }).take(fails);
    expect(suspect.value).toBe('suspect');
    expect(suspect.refuses(mapBounced('shared', 'policy'))).toBe(false);
    expect(suspect.refuses(mapBounced('private', 'policy'))).toBe(true);
  });

  test('grows and shrinks only if it is dynamic, and reads swiotlb=force only at boot', () => {
    expect(pool().take(init).refuses(grow)).toBe(true);
    expect(pool().take(init).refuses(shrink)).toBe(true);
    expect(pool({ dynamic: true }).take(init, grow, shrink).value).toBe('ready');
    expect(pool().take({ type: 'FORCE_SWIOTLB' }).value).toBe('uninitialised');
    expect(pool().take(init).refuses({ type: 'FORCE_SWIOTLB' })).toBe(true);
  });
});
