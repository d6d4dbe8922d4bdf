import type { Except } from './stateGraph.ts';

/**
 * Where model and runtime differ: with `swiotlb=force` Linux 7.3 bounces every buffer, shared or not, and
 * `dmaDirectMachine` still maps a shared page of a shared device as it is. The machine has transitions there
 * that no kernel takes; what they move is memory that the host has anyway.
 *
 * Source: Linux 7.3 kernel/dma/direct.c dma_direct_map_phys (is_swiotlb_force_bounce comes first).
 */
export const forcedSharedPages: Except = (event, label) =>
  event.type === 'MAP_DIRECT' &&
  event['address'] === 'shared' &&
  /^unencrypted.*forced=true/.test(label(`dmaDirect[${event['device']}]`));
