import type { AnyEvent } from '../../../composition/index.ts';
import type { Direction } from '../../../machines/index.ts';
import { physAddr } from '../../addresses.ts';
import { dmaAddressOf } from '../../dma/dmaAddress.ts';
import { answersFor, type DmaRequest } from '../../dma/dmaContext.ts';
import { type MapPlan, mapPlan } from '../../dma/mapPlan.ts';
import { FullError, MisuseError, NotCapableError, RefusedByStateError } from '../../errors.ts';
import { Parts } from '../../parts.ts';
import { IO_TLB_SIZE } from '../../swiotlb/index.ts';
import { MARK_SIZE } from '../marks.ts';
import { refuse, requireAll } from '../refusing.ts';
import { heardAlone, heardByPage } from './heardAlone.ts';
import type { DriverMapping, ModelGuest } from './modelGuest.ts';

/**
 * How long a buffer is: a short one lies within the mask of a device that reaches page 0, a long one ends beyond it, which
 * is how `addressing` comes to bounce a device that otherwise does not.
 */
const sizeOf = ({ type, why }: AnyEvent): number =>
  type === 'MAP_BOUNCED' && why === 'addressing' ? IO_TLB_SIZE : MARK_SIZE;

/** `dma_map`, where the step says that the device gets the address of the page itself. */
export function mapDirect(guest: ModelGuest, event: AnyEvent): void {
  const { at, plan, attrs } = planned(guest, event);
  const { dma } = guest.device(event['device']);
  if (plan.do !== 'direct') refuse(event, `the DMA layer would ${plan.do}`);
  const beyond = at + MARK_SIZE - 1 > dma.dmaLimit;
  if (beyond !== (event['reach'] === 'beyondMask')) refuse(event, 'the buffer lies elsewhere');
  const alias = guest.aliasOf(dmaAddressOf(guest.memory.platform, plan.address, physAddr(at)));
  if (alias !== event['address']) refuse(event, `the address says ${alias}`);
  const alone = heardByPage(event);
  requireAll([[guest.memory.pages, guest.frameOf(Number(event['page'])), alone]]);
  map(guest, event, attrs);
  guest.memory.pages.step(guest.frameOf(Number(event['page'])), alone);
}

/** `dma_map`, where it says that the page is bounced. The search of the pool begins at the slot of the step. */
export function mapBounced(guest: ModelGuest, event: AnyEvent): void {
  const { plan, attrs } = planned(guest, event);
  const [page, slot] = [Number(event['page']), Number(event['slot'])];
  if (plan.do !== 'bounce' || plan.why !== event['why'])
    refuse(event, `the DMA layer would ${plan.do}${plan.do === 'bounce' ? ` by ${plan.why}` : ''}`);
  const { dma } = guest.device(event['device']);
  const pool = slot % guest.swiotlbs.length;
  const swiotlb = guest.swiotlbs[pool];
  if (dma.ioTlbMem !== swiotlb || !swiotlb || pool !== event['pool'])
    refuse(event, 'the device has another pool');
  const memory = swiotlb.mem.ccShared ? 'shared' : 'private';
  if (memory !== event['memory']) refuse(event, `the pool is ${memory}`);
  if (guest.pageContent(page) !== event['content'])
    refuse(event, `the page holds ${guest.pageContent(page)}`);
  const alone = heardByPage(event);
  requireAll([[guest.memory.pages, guest.frameOf(page), alone]]);
  if (guest.holderOf(slot)) throw new FullError(`slot ${slot} is in use`);
  const cursor = swiotlb.mem.pools[0]?.areaIndex;
  if (cursor) cursor[0] = Math.floor(slot / guest.swiotlbs.length);
  map(guest, event, attrs);
  guest.memory.pages.step(guest.frameOf(page), alone);
  guest.left[slot] = Number(event['device']);
}

/** `dma_map` that fails: for a buffer that no pool takes and that no such device reaches. */
export function mapError(guest: ModelGuest, event: AnyEvent): void {
  const { dma } = guest.device(event['device']);
  dma.life.step(0, heardAlone(event));
  dma.decision.step(0, heardAlone(event));
  const at = guest.pageAt(Number(event['page']));
  try {
    guest.dma.dmaMapSingle(dma, at, guest.slotsAPool * IO_TLB_SIZE + 1, 'TO_DEVICE');
  } catch (error) {
    if ([FullError, NotCapableError, RefusedByStateError].some((kind) => error instanceof kind)) return;
    throw error;
  }
  refuse(event, 'it was mapped');
}

/** `dma_unmap` of a mapping that its device has completed. */
export function unmap(guest: ModelGuest, event: AnyEvent): void {
  const { mapping, life } = driverOf(guest, event);
  const { dev, dmaAddr, size, dir } = mapping;
  const [page, slot] = [Number(event['page']), Number(event['slot'])];
  if (event['device'] !== dev.number || guest.pageOf(mapping.phys) !== page)
    refuse(event, 'it is another mapping');
  if (event.type === 'UNMAP_BOUNCED') {
    if (!mapping.bounced || guest.slotOf(mapping.bounced.tlbAddr) !== slot || event['dir'] !== dir)
      refuse(event, 'it is another mapping');
    if (guest.slotContent(slot) !== event['content'])
      refuse(event, `the slot holds ${guest.slotContent(slot)}`);
  }
  const alone = heardByPage(event);
  const frame = guest.frameOf(page);
  requireAll([
    [guest.memory.pages, frame, alone],
    [life, 0, heardAlone(event)],
  ]);
  guest.dma.dmaUnmapSingle(dev, dmaAddr, size, dir);
  guest.memory.pages.step(frame, alone);
  if (life.view(0).value === 'idle') guest.drivers[Number(event['mapping'])] = undefined;
}

/** `dma_sync_single_for_device`: the page is copied to its slot again. */
export function syncForDevice(guest: ModelGuest, event: AnyEvent): void {
  const { mapping, life } = driverOf(guest, event);
  const { dev, dmaAddr, size, dir } = mapping;
  const [page, slot] = [Number(event['page']), Number(event['slot'])];
  if (
    guest.pageOf(mapping.phys) !== page ||
    !mapping.bounced ||
    guest.slotOf(mapping.bounced.tlbAddr) !== slot
  )
    refuse(event, 'it is another mapping');
  if (guest.pageContent(page) !== event['content'])
    refuse(event, `the page holds ${guest.pageContent(page)}`);
  requireAll([
    [guest.memory.pages, guest.frameOf(page), heardByPage(event)],
    [life, 0, heardAlone(event)],
  ]);
  guest.dma.dmaSyncSingleForDevice(dev, dmaAddr, size, dir);
  guest.left[slot] = dev.number;
}

/** The device says that it is done. */
export function complete(guest: ModelGuest, event: AnyEvent): void {
  const { mapping, life } = driverOf(guest, event);
  if (mapping.dev.number !== event['device']) refuse(event, 'it is the mapping of another device');
  life.step(0, heardAlone(event));
}

/**
 * The driver uses what arrived. No byte is read here: the model lets it use the page while its conversion is under way,
 * when the kernel does not reach it.
 */
export function consume(guest: ModelGuest, event: AnyEvent): void {
  const { mapping, life } = driverOf(guest, event);
  if (guest.pageOf(mapping.phys) !== event['page']) refuse(event, 'it is another page');
  life.step(0, heardAlone(event));
  guest.drivers[Number(event['mapping'])] = undefined;
}

/** The mapping of a step. @throws {MisuseError} if its driver has none of this number. */
function driverOf(guest: ModelGuest, event: AnyEvent): DriverMapping {
  const found = guest.drivers[Number(event['mapping'])];
  if (!found) throw new MisuseError(`there is no mapping ${String(event['mapping'])}`);
  return found;
}

function planned(
  guest: ModelGuest,
  event: AnyEvent,
): { at: number; plan: MapPlan; attrs: DmaRequest['attrs'] } {
  const { dma } = guest.device(event['device']);
  if (guest.drivers[Number(event['mapping'])]) refuse(event, 'that mapping is live');
  const at = guest.pageAt(Number(event['page']));
  // A driver says so where it wants its shared page mapped as it is, and has the page bounced by not saying so.
  const ccShared =
    event.type === 'MAP_DIRECT' &&
    guest.dma.context.version !== '6.12' &&
    guest.memory.visibility(at) === 'shared';
  const attrs = ccShared ? { ccShared } : {};
  const dir = event['dir'] as Direction;
  const request = { phys: at, size: sizeOf(event), dir, attrs };
  const { context } = guest.dma;
  return { at, attrs, plan: mapPlan(context.decisions, answersFor(context, dma, request), 'memory') };
}

/** Maps; where the mapping then is, the abstraction reads from it. */
function map(guest: ModelGuest, event: AnyEvent, attrs: DmaRequest['attrs']): void {
  const { dma } = guest.device(event['device']);
  const at = physAddr(guest.pageAt(Number(event['page'])));
  const dmaAddr = guest.dma.dmaMapSingle(dma, at, sizeOf(event), event['dir'] as Direction, attrs);
  const mapping = guest.dma.mappings(dma).find((live) => live.dmaAddr === dmaAddr);
  if (!(mapping?.life instanceof Parts)) refuse(event, 'the mapping is not known');
  guest.drivers[Number(event['mapping'])] = { mapping, life: mapping.life };
}
