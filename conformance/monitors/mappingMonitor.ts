import { mappingMachine } from '../../machines/index.ts';
import { type Monitor, oneOf, valueLabel } from './monitor.ts';

/**
 * A streaming DMA mapping: unmapped exactly once, and not before it was mapped.
 *
 * Source: Linux 6.12 include/trace/events/dma.h; kernel/dma/debug.c checks D1 to D4. From 6.18 on the events
 * are called dma_map_phys and dma_unmap_phys.
 * Left out: scatter lists (their events carry arrays), coherent memory, syncs. A DMA address names a mapping
 * only where it is a bounce slot or an IOVA: an address that is mapped directly may be live several times.
 */
export const mappingMonitor: Monitor = {
  name: 'mapping',
  summary: 'a DMA address is unmapped exactly once after it was mapped',
  source: 'Linux 6.12 kernel/dma/debug.c check_unmap',
  machine: mappingMachine,
  object: 'device and DMA address',
  // That what was received is still to be used is nothing that a trace shows.
  label: (snapshot) => (['idle', 'received'].includes(valueLabel(snapshot)) ? 'idle' : 'live'),
  events: {
    dma_map_page: {
      when: oneOf('MAP_DIRECT', 'MAP_BOUNCED'),
      probe: 'dma:dma_map_page',
      id: 'hash_ptr(dev, 16) ^ dma_addr',
      condition: 'dma_addr != DMA_MAPPING_ERROR',
    },
    dma_unmap_page: {
      when: oneOf('UNMAP_DIRECT', 'UNMAP_BOUNCED'),
      probe: 'dma:dma_unmap_page',
      id: 'hash_ptr(dev, 16) ^ addr',
      starts: true,
    },
  },
  invariants: ['noMappingsAcrossAccept', 'unshareAfterUnmap'],
};
