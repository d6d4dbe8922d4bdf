import { defineEvents, type EventOf } from '../composition/index.ts';
import { addressEvents } from './addressEvents.ts';
import { assuranceEvents } from './assuranceEvents.ts';
import { bufferKeyEvents } from './bufferKeyEvents.ts';
import { grantEvents } from './grantEvents.ts';
import { poolEvents } from './poolEvents.ts';
import { requestEvents } from './requestEvents.ts';
import { tdispEvents } from './tdispEvents.ts';
import { virtioEvents } from './virtioEvents.ts';
import { visibilityEvents } from './visibilityEvents.ts';
import { vmbusEvents } from './vmbusEvents.ts';

/** DMA transfer direction, as the DMA API names it without `DMA_`. */
export const directions = ['TO_DEVICE', 'FROM_DEVICE', 'BIDIRECTIONAL'] as const;

/**
 * What memory holds. `secret`: data that the guest released only because the device that it is for is
 * private. `stale`: what an earlier owner of the memory left behind, which nobody else may see.
 * `public`: data that the guest gives to a shared device knowingly, or that came from one.
 */
export const contents = ['zero', 'public', 'secret', 'stale'] as const;

/** Who can reach memory, or which half of the guest's address space a DMA address names. */
export const visibilities = ['private', 'shared'] as const;

/** The T bit of a TLP: 1 is a request of a TDI in RUN. Source: PCIe r6.3 11.2.1. */
const t = [0, 1] as const;

/** What a device writes: confidential if it writes with T=1 and the guest takes it for private. */
const data = ['public', 'secret'] as const;

/**
 * Every event type that the machines of this folder share: who moves, which parts it names, and one line
 * for the reader of a trace. Host events are the adversary's moves; their M numbers are those of the
 * threat model.
 */
export const alphabet = defineEvents({
  ...tdispEvents,
  ...virtioEvents,
  ...vmbusEvents,
  ...addressEvents,
  ...poolEvents,
  ...grantEvents,
  ...requestEvents,
  ...bufferKeyEvents,
  ...visibilityEvents,
  ...assuranceEvents,

  // The guest's memory.
  ALLOC: {
    by: 'guest',
    index: ['page', 'device'],
    summary: 'the driver of the device gets the page from the page allocator',
  },
  FREE: { by: 'guest', index: ['page'], summary: 'the driver gives the page back to the page allocator' },
  WRITE: {
    by: 'guest',
    index: ['page', 'device'],
    values: { content: ['public', 'secret'] },
    summary: 'the CPU writes data for the device to the page',
  },
  SHARE: {
    by: 'guest',
    index: ['page', 'device'],
    summary: 'set_memory_decrypted: the guest shares the page with the device',
  },
  UNSHARE: {
    by: 'guest',
    index: ['page'],
    summary: 'set_memory_encrypted: the guest asks for the page back',
  },
  CONVERTED: { by: 'host', index: ['page'], summary: 'the host carries out the conversion' },
  CONVERSION_FAILS: {
    by: 'host',
    index: ['page'],
    summary: 'M25: the host lets the conversion fail, the page is in an unknown state',
  },

  // The pools of swiotlb.
  POOL_INIT: {
    by: 'guest',
    index: ['pool'],
    summary: 'the pool is set up and its memory has the visibility it should',
  },
  POOL_INIT_FAILS: { by: 'host', index: ['pool'], summary: 'M25: the conversion of the pool memory fails' },

  POOL_GROW: {
    by: 'guest',
    index: ['pool', 'page'],
    summary: 'the pool takes the page from the page allocator (SWIOTLB_DYNAMIC)',
  },
  POOL_SHRINK: {
    by: 'guest',
    index: ['pool', 'page'],
    summary: 'the pool gives the page back to the page allocator',
  },

  // The DMA API.
  MAP_DIRECT: {
    by: 'guest',
    index: ['mapping', 'device', 'page'],
    values: { dir: directions, address: visibilities, reach: ['withinMask', 'beyondMask'] },
    summary: 'dma_map: the device gets the address of the page itself',
  },
  MAP_BOUNCED: {
    by: 'guest',
    index: ['mapping', 'device', 'page', 'slot', 'pool'],
    values: { dir: directions, content: contents, memory: visibilities, why: ['policy', 'addressing'] },
    summary: 'dma_map: the page is copied to a bounce slot and the device gets the address of the slot',
  },
  MAP_ERROR: {
    by: 'guest',
    index: ['device', 'page'],
    summary: 'dma_map: DMA_MAPPING_ERROR, the driver gets no address',
  },
  UNMAP_DIRECT: {
    by: 'guest',
    index: ['mapping', 'device', 'page'],
    summary: 'dma_unmap of a direct mapping',
  },
  UNMAP_BOUNCED: {
    by: 'guest',
    index: ['mapping', 'device', 'page', 'slot'],
    values: { dir: directions, content: contents },
    summary: 'dma_unmap: the slot is copied back unless TO_DEVICE, and released with its bytes in it',
  },
  SYNC_FOR_DEVICE: {
    by: 'guest',
    index: ['mapping', 'page', 'slot'],
    values: { content: contents },
    summary: 'dma_sync_for_device: the page is copied to the slot again',
  },
  COMPLETE: {
    by: 'device',
    index: ['mapping', 'device'],
    summary: 'the device says that it is done (M14: perhaps without having written)',
  },
  CONSUME: { by: 'guest', index: ['mapping', 'page'], summary: 'the driver uses what it received' },

  // The bus. What a device reads and writes is whatever the hardware lets pass.
  DMA_READ: { by: 'device', index: ['device', 'page'], values: { t }, summary: 'the device reads the page' },
  DMA_WRITE: {
    by: 'device',
    index: ['device', 'page'],
    values: { t, data },
    summary: 'the device writes the page',
  },
  DMA_READ_SLOT: {
    by: 'device',
    index: ['device', 'slot'],
    values: { t },
    summary: 'the device reads the bounce slot',
  },
  DMA_WRITE_SLOT: {
    by: 'device',
    index: ['device', 'slot'],
    values: { t, data },
    summary: 'the device writes the bounce slot',
  },

  // The hostile host.
  HOST_READ: {
    by: 'host',
    index: ['page'],
    values: { content: contents },
    summary: 'M10: the host reads the page',
  },
  HOST_WRITE: { by: 'host', index: ['page'], summary: 'M11: the host writes the page' },
  HOST_READ_SLOT: {
    by: 'host',
    index: ['slot'],
    values: { content: contents },
    summary: 'M10: the host reads the bounce slot',
  },
  HOST_WRITE_SLOT: { by: 'host', index: ['slot'], summary: 'M11: the host writes the bounce slot' },
  FORCE_SWIOTLB: { by: 'host', summary: 'M30: the host boots the guest with swiotlb=force' },

  // The guest's view of a device.
  BIND_DRIVER: { by: 'guest', index: ['device'], summary: 'a driver binds to the device' },
  AUTOPROBE: {
    by: 'host',
    index: ['device'],
    summary: 'M30: the host has a driver loaded before userspace could object',
  },
  UNBIND_DRIVER: { by: 'guest', index: ['device'], summary: 'the driver is unbound' },
  SET_NO_BOUNCE: {
    by: 'guest',
    index: ['device'],
    summary: 'the driver sets the not-bounce-buffer bit of its device',
  },
  CLEAR_NO_BOUNCE: {
    by: 'guest',
    index: ['device'],
    summary: 'the driver clears the not-bounce-buffer bit of its device',
  },
  LOCK: { by: 'guest', index: ['device'], summary: 'tsm/lock: the guest has the TDI locked' },
  GET_EVIDENCE: {
    by: 'guest',
    index: ['device'],
    summary: 'the guest collects certificates, measurements and interface report',
  },
  ACCEPT: {
    by: 'policy',
    index: ['device'],
    summary: 'tsm/accept: userspace accepts the device, the TDI is started',
  },
  UNLOCK: {
    by: 'guest',
    index: ['device'],
    summary: 'tsm/unlock: the guest gives up private operation, the TDI is stopped',
  },
  SEE_ERROR: { by: 'tsm', index: ['device'], summary: 'the guest is told that the TDI is in ERROR' },
});

/** Any event of the alphabet. */
export type DmaEvent = EventOf<typeof alphabet>;
/** The event of one type. */
export type EventNamed<T extends DmaEvent['type']> = Extract<DmaEvent, { type: T }>;
export type Direction = (typeof directions)[number];
export type Content = (typeof contents)[number];
export type Visibility = (typeof visibilities)[number];
