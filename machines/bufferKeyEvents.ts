import { defineEvents } from '../composition/index.ts';

/** What a device has on offer: real algorithms, the null algorithm only, or no encryption. */
const offer = ['real', 'null', 'nothing'] as const;

/**
 * What driver, device and host do to a virtqueue whose buffers are encrypted.
 *
 * Source: Zhu Lingshan, "Re: [RFC PATCH 1/3] content: Add VIRTIO_F_SWIOTLB", virtio-comment, 6 Apr 2025.
 */
export const bufferKeyEvents = defineEvents({
  OFFER_LESS: {
    by: 'host',
    index: ['queue'],
    values: { offer: ['null', 'nothing'] },
    summary: 'M32: the host strips the feature bit, or leaves the null algorithm only',
  },
  SET_KEY: {
    by: 'guest',
    index: ['queue'],
    summary: 'the driver writes algorithm and key to the write-only registers of the device',
  },
  READ_KEY: {
    by: 'host',
    index: ['queue'],
    values: { move: ['M29', 'M31'] },
    summary: 'M31, M29: the host takes the key as what implements the register, or traps the access to it',
  },
  OVERWRITE_KEY: {
    by: 'host',
    index: ['queue'],
    summary: 'M32: the host writes a key of its own to the registers',
  },
  GO_LIVE: {
    by: 'guest',
    index: ['queue'],
    values: { offer },
    summary: 'the driver sets DRIVER_OK, on what the device has on offer',
  },
  GIVE_UP: {
    by: 'guest',
    index: ['queue'],
    summary: 'the driver sets FAILED, since it gets no encryption',
  },
  SEND: {
    by: 'guest',
    index: ['queue'],
    values: { payload: ['public', 'secret'], form: ['ciphertext', 'plaintext'] },
    summary: 'the driver puts data into a buffer of the queue',
  },
  TAKE: { by: 'device', index: ['queue'], summary: 'the device takes the data' },
  HOST_READ_QUEUE: {
    by: 'host',
    index: ['queue'],
    values: { reads: ['nothing', 'public', 'secret'] },
    summary: 'M10: the host reads the buffers of the queue, and deciphers what it has the key for',
  },
  ANSWER: { by: 'device', index: ['queue'], summary: 'the device puts enciphered data into a buffer' },
  REPLAY: {
    by: 'host',
    index: ['queue'],
    values: { from: ['thisQueue', 'otherQueue'] },
    summary: 'M20: the host puts a ciphertext of earlier, or of another queue, into the buffer',
  },
  ACCEPT_ANSWER: {
    by: 'guest',
    index: ['queue'],
    values: { answer: ['fresh', 'thisQueue', 'otherQueue'] },
    summary: 'the driver deciphers the buffer and accepts what comes out',
  },
  REJECT_ANSWER: { by: 'guest', index: ['queue'], summary: 'the driver throws the buffer away' },
  RESET_QUEUE: {
    by: 'guest',
    index: ['queue'],
    values: { key: ['erased', 'kept'] },
    summary: 'the driver resets the device, which erases the key or (M33) keeps it',
  },
});
