import { deviceStatus, featureSetOf } from '../machines/index.ts';
import { eachStep } from './define.ts';

/** What the device has agreed to at FEATURES_OK is what both go on with. */
export const noFeatureAfterFeaturesOk = eachStep({
  name: 'noFeatureAfterFeaturesOk',
  summary: 'the accepted features do not change from FEATURES_OK to the next reset',
  source: 'virtio 1.4 "Device Initialization", step 5',
  over: ['virtio', 'virtioFeatures'],
  applies: (before, event) =>
    event.type !== 'RESET' && (before.virtio.context.status & deviceStatus.FEATURES_OK) > 0,
  holds: (before, _, after) =>
    featureSetOf(before.virtioFeatures.context.accepted) ===
    featureSetOf(after.virtioFeatures.context.accepted),
});
