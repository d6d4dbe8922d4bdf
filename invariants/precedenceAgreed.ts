import { eachStep } from './define.ts';

/** Where two paths are allowed, both sides have to take the same one. */
export const precedenceAgreed = eachStep({
  name: 'precedenceAgreed',
  summary: 'driver and device settle on the same path for the same bits and platform',
  source: '"Add VIRTIO_F_SWIOTLB…", Apr 2025, on bits 27 and 33 accepted together',
  over: ['pathChoice'],
  on: ['ASSUME_PATH'],
  applies: () => true,
  holds: ({ pathChoice }, event) => event.path === pathChoice.context.path,
});
