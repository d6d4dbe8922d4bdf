import { always } from './define.ts';

/** Sharing is by the page: whatever else lies on the page is shared with it. */
export const noNeighbourDisclosure = always({
  name: 'noNeighbourDisclosure',
  summary: 'a page made shared holds nothing private beside what is to be shared',
  source:
    'share/unshare hypercalls, "VIRTIO_F_SWIOTLB" thread, Apr 2025; Linux 7.3 Documentation/virt/hyperv/coco.rst',
  over: ['page'],
  applies: ({ page }) => page.value === 'shared' || page.value === 'unsharing',
  holds: ({ page }) => page.context.content !== 'secret' && page.context.content !== 'stale',
});
