import { deviceStatus } from '../machines/index.ts';
import { always } from './define.ts';

/** Without FEATURES_OK there is no point at which the device could refuse. */
export const legacyNeverInCoCo = always({
  name: 'legacyNeverInCoCo',
  summary: 'no restricted device is driven through an interface without FEATURES_OK',
  source:
    'virtio 1.4 "Legacy Interface: Device Initialization"; Linux 7.3 drivers/virtio/virtio.c virtio_features_ok',
  over: ['virtio', 'restrictedPool', 'platform'],
  applies: ({ virtio, restrictedPool, platform }) =>
    (restrictedPool.context.described !== 'none' || platform.context.path !== 'open') &&
    (virtio.context.status & deviceStatus.DRIVER_OK) > 0,
  holds: ({ virtio }) => (virtio.context.status & deviceStatus.FEATURES_OK) > 0,
});
