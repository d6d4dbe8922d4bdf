import { describe, expect, test } from '@jest/globals';
import { swiotlbInit, swiotlbParam, x86CocoSize } from '../../../runtime/index.ts';

describe('swiotlb=', () => {
  const read = (text: string, version: '6.12' | '7.3' = '7.3') => {
    const { nslabs, nareas, forceBounce, forceDisable, trackHiwater } = swiotlbParam(text, version);
    const words = { force: forceBounce, noforce: forceDisable, track: trackHiwater };
    return [nslabs, nareas, ...Object.entries(words).flatMap(([word, on]) => (on ? [word] : []))];
  };
  test.each([
    ['', [32768, 0]],
    ['1', [128, 0]],
    ['129', [256, 0]],
    ['0x200', [512, 0]],
    ['01000', [512, 0]],
    // An 8 ends an octal number, and what follows are areas.
    ['08', [1024, 8]],
    ['1000,3', [1024, 4]],
    ['1000,0', [1024, 1]],
    ['1,64', [8192, 64]],
    [',4', [32768, 4]],
    ['512,force', [512, 0, 'force']],
    ['512,4,noforce', [512, 4, 'noforce']],
    ['noforce', [32768, 0, 'noforce']],
    ['sheep', [32768, 0]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(read(text, '6.12')).toEqual(expected);
  });

  test('7.3 goes on behind force, and compares beginnings; 6.12 compares the whole rest', () => {
    expect(read('force,track_hiwater')).toEqual([32768, 0, 'force', 'track']);
    expect(read('512,4,track_hiwater')).toEqual([512, 4, 'track']);
    expect(read('forceful')).toEqual([32768, 0, 'force']);
    expect(read('forceful', '6.12')).toEqual([32768, 0]);
    expect(read('force,track_hiwater', '6.12')).toEqual([32768, 0]);
  });

  test('numbers that would overflow are refused', () => {
    expect(() => read('2147483649')).toThrow(/2147483649 is more slots or areas than 2\^31/);
    expect(() => read('1,0xffffffffffffffffffff')).toThrow(RangeError);
  });
});

describe('the default pool', () => {
  test('is not there where nobody needs it, unless it is forced', () => {
    expect(swiotlbInit({ cpus: 1, addressingLimit: false }).nslabs).toBe(0);
    expect(swiotlbInit({ cpus: 1, addressingLimit: false, param: 'force' })).toMatchObject({
      nslabs: 32768,
      forceBounce: true,
    });
  });

  test('bounces everything by SWIOTLB_FORCE in 6.12 only', () => {
    expect(swiotlbInit({ cpus: 1, flagForce: true, version: '6.12' }).forceBounce).toBe(true);
    expect(swiotlbInit({ cpus: 1, flagForce: true, version: '7.3' }).forceBounce).toBe(false);
  });

  test('has an area for each CPU, and a segment for each area, even when memory is short', () => {
    const tried: number[] = [];
    const memblockAlloc = (nslabs: number) => tried.push(nslabs) > 3;
    expect(swiotlbInit({ cpus: 33, param: '4096', memblockAlloc })).toMatchObject({
      nslabs: 1024,
      nareas: 8,
      areaNslabs: 128,
    });
    expect(tried).toEqual([8192, 4096, 2048, 1024]);
    expect(swiotlbInit({ cpus: 1, param: 'force', memblockAlloc: () => false })).toMatchObject({
      nslabs: 0,
      forceBounce: true,
    });
  });

  test.each([0, 1.5, -1])('there are no machines with %d CPUs', (cpus) => {
    expect(() => swiotlbInit({ cpus })).toThrow(RangeError);
  });

  test('of a size that is none', () => {
    expect(() => swiotlbInit({ cpus: 1, adjustSize: -1 })).toThrow(RangeError);
  });
});

test('a confidential guest on x86 asks for 6 % of its memory, within bounds', () => {
  const GIB = 2 ** 30;
  expect([1, 2, 4, 16, 64].map((size) => x86CocoSize(size * GIB))).toEqual([
    64 * 2 ** 20,
    Math.floor(0.12 * GIB),
    Math.floor(0.24 * GIB),
    Math.floor(0.96 * GIB),
    GIB,
  ]);
});
