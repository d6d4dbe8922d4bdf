import { setup } from 'xstate';
import type { DmaEvent } from '../machines/index.ts';
import { monitor } from './define.ts';

const unshareAfterUnmapMonitor = setup({ types: {} as { events: DmaEvent } }).createMachine({
  id: 'unshareAfterUnmap',
  initial: 'untouched',
  states: {
    untouched: { on: { MAP_DIRECT: 'mapped' } },
    mapped: { on: { UNMAP_DIRECT: 'unmapped' } },
    unmapped: { on: { MAP_DIRECT: 'mapped', DMA_READ: 'violated', DMA_WRITE: 'violated' } },
    violated: {},
  },
});

/**
 * Source: the seed threads on stage-1 flushes and on unmapping; Linux 6.12 Documentation/core-api/dma-api.rst.
 * Left out: bounce slots, which the host reaches at any time.
 */
export const unshareAfterUnmap = monitor({
  name: 'unshareAfterUnmap',
  summary: 'once a buffer is unmapped, the device does not touch it',
  source:
    '"VIRTIO_F_SWIOTLB" thread on IOTLB flushes, Apr 2025; Linux 6.12 Documentation/core-api/dma-api.rst',
  over: ['device', 'page'],
  machine: unshareAfterUnmapMonitor,
});
