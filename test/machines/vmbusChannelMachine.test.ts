import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, vmbusChannelMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

const offer = (ring: boolean, external: boolean, trusted: boolean): DmaEvent => ({
  type: 'VMBUS_ONOFFER',
  channel: 0,
  ring,
  external,
  trusted,
});
const plain = offer(false, false, false);
const rescind: DmaEvent = { type: 'VMBUS_ONOFFER_RESCIND', channel: 0 };
const establish = (memory: 'private' | 'shared'): DmaEvent => ({
  type: 'VMBUS_ESTABLISH_GPADL',
  channel: 0,
  memory,
});
const created = (status: 'succeeded' | 'failed'): DmaEvent => ({
  type: 'VMBUS_ONGPADL_CREATED',
  channel: 0,
  status,
});
const open: DmaEvent = { type: 'VMBUS_OPEN', channel: 0 };
const result = (status: 'succeeded' | 'failed'): DmaEvent => ({
  type: 'VMBUS_ONOPEN_RESULT',
  channel: 0,
  status,
});
const close: DmaEvent = { type: 'VMBUS_CLOSE', channel: 0 };
const teardown: DmaEvent = { type: 'VMBUS_TEARDOWN_GPADL', channel: 0 };
const torndown: DmaEvent = { type: 'VMBUS_ONGPADL_TORNDOWN', channel: 0 };
const release: DmaEvent = { type: 'VMBUS_RELEASE_RELID', channel: 0 };
const channel = (input = {}) => lifeOf(vmbusChannelMachine, input);

describe('a VMBus channel', () => {
  test('lives from offer to offer', () => {
    const opened = channel().take(
      plain,
      establish('shared'),
      created('succeeded'),
      open,
      result('succeeded'),
    );
    expect(opened.value).toBe('opened');
    expect(opened.context).toMatchObject({ gpadl: 'shared', opened: true });
    const closed = opened.take(close, teardown, torndown);
    expect(closed.value).toBe('offered');
    expect(closed.context).toMatchObject({ gpadl: 'none', opened: false });
  });

  test('is opened only with a GPADL, and what failed is taken back', () => {
    expect(channel().take(plain).refuses(open)).toBe(true);
    expect(channel().take(plain, establish('shared')).refuses(open)).toBe(true);
    expect(channel().take(plain, establish('shared'), created('failed')).context).toMatchObject({
      gpadl: 'none',
    });
    const refused = channel().take(plain, establish('shared'), created('succeeded'), open, result('failed'));
    expect(refused.refuses(open)).toBe(true);
    expect(refused.take(teardown, torndown).value).toBe('offered');
  });

  test('has its ring in private memory exactly if it was taken for confidential', () => {
    const confidential = channel().take(offer(true, true, true));
    expect(confidential.refuses(establish('shared'))).toBe(true);
    expect(confidential.take(establish('private')).context).toMatchObject({ ring: true, gpadl: 'private' });
    expect(channel().take(plain).refuses(establish('private'))).toBe(true);
    const unaware = channel({ flags: 'unknown' }).take(offer(true, true, true));
    expect(unaware.refuses(establish('private'))).toBe(true);
  });

  test.each([
    ['external memory without a ring', offer(false, true, true)],
    ['a confidential ring over the connection of the host', offer(true, false, false)],
    ['both over the connection of the host', offer(true, true, false)],
  ])('refuses an offer of %s, unless it believes the flags', (_, forged) => {
    expect(channel().take(forged).value).toBe('absent');
    expect(channel({ flags: 'believed' }).take(forged).value).toBe('offered');
  });

  test('that is rescinded gives its relid back after it was closed, and messages may cross', () => {
    const opened = channel().take(
      plain,
      establish('shared'),
      created('succeeded'),
      open,
      result('succeeded'),
    );
    const rescinded = opened.take(rescind);
    expect(rescinded.refuses(release)).toBe(true);
    expect(rescinded.take(close, teardown, release).value).toBe('absent');
    const crossing = channel().take(plain, rescind);
    expect(crossing.take(establish('shared'), created('failed'), release).context).toMatchObject({
      gpadl: 'none',
    });
    expect(channel().take(plain).refuses(release)).toBe(true);
  });

  test('cannot stop the host from offering, answering and rescinding', () => {
    for (const spurious of [plain, rescind, created('succeeded'), result('succeeded'), torndown])
      for (const life of [channel(), channel().take(plain), channel().take(plain, rescind)])
        expect(life.refuses(spurious)).toBe(false);
  });
});
