import { deviceStatus } from '../machines/index.ts';
import { always } from './define.ts';

/**
 * Bit 27 restricts addresses as well, where FEATURES_OK shows that it was not accepted as ANY_LAYOUT: the RFC
 * exempts the buffer from ACCESS_PLATFORM.
 */
export const accessPlatformStripRejected = always({
  name: 'accessPlatformStripRejected',
  summary: 'no restricted device goes live without ACCESS_PLATFORM, or bit 27 in its place',
  source: 'virtio 1.4 "Reserved Feature Bits"; Linux 7.3 drivers/virtio/virtio.c virtio_features_ok',
  over: ['virtio', 'virtioFeatures', 'restrictedPool', 'platform'],
  applies: ({ virtio, restrictedPool, platform }) =>
    (restrictedPool.context.described !== 'none' || platform.context.path !== 'open') &&
    (virtio.context.status & deviceStatus.DRIVER_OK) > 0,
  holds: ({ virtio, virtioFeatures }) =>
    virtioFeatures.context.accepted.includes(33) ||
    (virtioFeatures.context.accepted.includes(27) && (virtio.context.status & deviceStatus.FEATURES_OK) > 0),
});
