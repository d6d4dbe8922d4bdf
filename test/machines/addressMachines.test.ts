import { describe, expect, test } from '@jest/globals';
import {
  addressReaderMachine,
  addressWriterMachine,
  barBufferMachine,
  type DmaEvent,
  type EventNamed,
  pathChoiceMachine,
} from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const on = { device: 0 } as const;
type Put = EventNamed<'PUT_BUFFER'>;
const agreed: DmaEvent = { type: 'SPACE_AGREED', ...on };
const reset: DmaEvent = { type: 'SPACE_RESET', ...on };
const put = (
  meant: Put['meant'],
  form: Put['form'],
  mark: Put['mark'] = 'none',
  table: Put['table'] = 'direct',
) => ({ type: 'PUT_BUFFER', ...on, meant, form, mark, table }) as const;

describe('a driver', () => {
  const writer = (input = {}) => lifeOf(addressWriterMachine, input).take(agreed);
  test('knows memory of the system only, before it agrees and after a reset', () => {
    const fresh = lifeOf(addressWriterMachine);
    expect([fresh.refuses(put('system', 'ram')), fresh.refuses(put('onDevice', 'offset'))]).toEqual([
      false,
      true,
    ]);
    expect(writer().take(reset).refuses(put('onDevice', 'offset'))).toBe(true);
  });

  test('names memory of the device as it was told to, within the region unless it does not look', () => {
    expect(writer().refuses(put('onDevice', 'offset'))).toBe(false);
    expect(writer({ names: 'bar' }).refuses(put('onDevice', 'offset'))).toBe(true);
    expect(writer().refuses(put('onDevice', 'overrun'))).toBe(true);
    expect(writer({ checksLength: false }).refuses(put('onDevice', 'overrun'))).toBe(false);
    expect(writer({ mixes: false }).refuses(put('system', 'ram'))).toBe(true);
  });

  test('marks a request once, and puts buffers of one space into it unless it does not care', () => {
    const begun = writer({ marks: 'request' }).take(put('onDevice', 'offset', 'onDevice'));
    expect(begun.refuses(put('system', 'ram', 'onDevice'))).toBe(true);
    expect(begun.refuses(put('onDevice', 'offset', 'onDevice'))).toBe(false);
    const careless = writer({ marks: 'request', oneSpacePerRequest: false });
    expect(
      careless.take(put('onDevice', 'offset', 'onDevice')).refuses(put('system', 'ram', 'onDevice')),
    ).toBe(false);
  });

  test('marks every buffer, or all but those in tables', () => {
    const all = writer({ marks: 'buffer' });
    expect(all.refuses(put('onDevice', 'offset', 'none', 'indirect'))).toBe(true);
    const direct = writer({ marks: 'buffer', marksIndirect: false });
    expect(direct.refuses(put('onDevice', 'offset', 'none', 'indirect'))).toBe(false);
    expect(direct.refuses(put('onDevice', 'offset', 'none'))).toBe(true);
  });
});

describe('a device takes', () => {
  const space = (input: object, ...events: DmaEvent[]) => {
    const told = lifeOf(addressReaderMachine, input).take(...events);
    return (['system', 'onDevice', 'ownBus', 'beyond'] as const).filter(
      (wanted) => !told.refuses({ type: 'RESOLVE', ...on, space: wanted }),
    );
  };
  const hotAdd: DmaEvent = { type: 'HOT_ADD', ...on };
  test.each([
    ['an address of RAM', {}, [agreed, put('system', 'ram')], ['system']],
    ['a marked offset', {}, [agreed, put('onDevice', 'offset', 'onDevice')], ['onDevice']],
    [
      'a mark it does not know',
      { readsMarks: false },
      [agreed, put('onDevice', 'offset', 'onDevice')],
      ['system'],
    ],
    [
      'an unmarked one in its mode',
      { unmarked: 'onDevice' },
      [agreed, put('onDevice', 'offset')],
      ['onDevice'],
    ],
    ['one after a reset', { unmarked: 'onDevice' }, [agreed, reset, put('system', 'ram')], ['system']],
    [
      'one after a reset that it ignores',
      { unmarked: 'onDevice', resetReturns: false },
      [agreed, reset, put('system', 'ram')],
      ['onDevice'],
    ],
    ['an offset beyond its region', {}, [agreed, put('onDevice', 'overrun', 'onDevice')], []],
    [
      'the same unchecked',
      { checksLength: false },
      [agreed, put('onDevice', 'overrun', 'onDevice')],
      ['beyond'],
    ],
    ['its own BAR', {}, [agreed, put('onDevice', 'bar')], ['ownBus']],
    ['its own BAR, aliased', { barOnBus: 'ram' }, [agreed, put('onDevice', 'bar')], ['system']],
    ['its window', {}, [agreed, put('onDevice', 'window')], ['onDevice']],
    [
      'RAM added in its window',
      { windowReserved: false },
      [agreed, hotAdd, put('system', 'ram')],
      ['onDevice'],
    ],
  ] as const)('%s (%j)', (_, input, events, spaces) => {
    expect(space(input, ...events)).toEqual(spaces);
  });

  test('no memory where its window is reserved', () => {
    expect(lifeOf(addressReaderMachine).refuses(hotAdd)).toBe(true);
  });
});

describe('a buffer in a BAR', () => {
  const sees = (input: object, ...types: ('BAR_WRITE' | 'BAR_FLUSH' | 'BAR_EVICT' | 'BAR_NOTIFY')[]) => {
    const life = lifeOf(barBufferMachine, input).take(...types.map((type): DmaEvent => ({ type, ...on })));
    return (['new', 'old'] as const).filter((bytes) => !life.refuses({ type: 'BAR_READ', ...on, bytes }));
  };
  test('is seen as it was written where nothing is cached, was flushed, or was evicted by luck', () => {
    expect(sees({}, 'BAR_WRITE', 'BAR_NOTIFY')).toEqual(['new']);
    const cached = { cache: 'writeBack' };
    expect(sees(cached, 'BAR_WRITE', 'BAR_NOTIFY')).toEqual(['old']);
    expect(sees(cached, 'BAR_WRITE', 'BAR_FLUSH', 'BAR_NOTIFY')).toEqual(['new']);
    expect(sees(cached, 'BAR_WRITE', 'BAR_NOTIFY', 'BAR_EVICT')).toEqual(['new']);
    expect(() => sees({ ...cached, flushesBeforeNotify: true }, 'BAR_WRITE', 'BAR_NOTIFY')).toThrow();
  });
});

describe('with these bits and this platform a driver goes through', () => {
  test.each([
    [{}, 'iommu'],
    [{ driver: 'poolFirst' }, 'pool'],
    [{ driver: 'poolFirst', swiotlb: false }, 'iommu'],
    [{ iommu: false }, 'pool'],
    [{ accessPlatform: false }, 'pool'],
    [{ accessPlatform: false, swiotlb: false }, 'physical'],
  ] as const)('%j: %s', (input, path) => {
    const life = lifeOf(pathChoiceMachine, input);
    for (const other of ['iommu', 'pool', 'physical'] as const)
      expect(life.refuses({ type: 'RESOLVE_PATH', ...on, path: other })).toBe(other !== path);
  });
});
