import type { AnyEvent } from '../../../composition/index.ts';
import type { Content } from '../../../machines/index.ts';
import { type DmaAddr, dmaAddr, type PhysAddr } from '../../addresses.ts';
import type { DeviceEventType } from '../../dma/index.ts';
import { MisuseError, RefusedByStateError } from '../../errors.ts';
import { aliasAddress, PAGE_SIZE } from '../../memory/index.ts';
import { requireMove } from '../hostLife.ts';
import { contentOf, MARK_SIZE } from '../marks.ts';
import { refuse, requireAll, stepAll } from '../refusing.ts';
import { heardAlone, heardByPage } from './heardAlone.ts';
import { complete, consume, mapBounced, mapDirect, mapError, syncForDevice, unmap } from './mapActions.ts';
import type { ModelGuest } from './modelGuest.ts';

type Action = (guest: ModelGuest, event: AnyEvent) => void;

/** What each step of a DMA world does on bytes. Steps that only move lives are not listed. */
const actions: Readonly<Record<string, Action>> = {
  ALLOC(guest, event) {
    const { dma } = guest.device(event['device']);
    const at = pageAt(guest, event);
    requireAll([[dma.life, 0, heardAlone(event)]]);
    guest.memory.allocPages(PAGE_SIZE, dma.number, at);
    guest.newTenancy(Number(event['page']));
  },
  FREE(guest, event) {
    requireOwner(guest, event, 'driver');
    guest.memory.freePages(pageAt(guest, event), PAGE_SIZE);
  },
  POOL_GROW(guest, event) {
    requirePool(guest, event);
    guest.memory.allocPages(PAGE_SIZE, 'pool', pageAt(guest, event));
  },
  POOL_SHRINK(guest, event) {
    requirePool(guest, event);
    requireOwner(guest, event, 'pool');
    guest.memory.freePages(pageAt(guest, event), PAGE_SIZE);
  },
  WRITE(guest, event) {
    const { dma } = guest.device(event['device']);
    const page = Number(event['page']);
    stepAll([
      [dma.life, 0, heardAlone(event)],
      [guest.memory.pages, guest.frameOf(page), heardByPage(event)],
    ]);
    guest.memory.write(
      pageAt(guest, event),
      guest.mark(event['content'] as Content, guest.tenancyOfPage(page)),
    );
  },
  SHARE(guest, event) {
    const { dma } = guest.device(event['device']);
    const { pages } = guest.memory;
    requireAll([
      [dma.decision, 0, heardAlone(event)],
      [pages, guest.frameOf(Number(event['page'])), heardByPage(event)],
    ]);
    guest.memory.requestConversion(pageAt(guest, event), PAGE_SIZE, 'shared');
  },
  UNSHARE: (guest, event) => guest.memory.requestConversion(pageAt(guest, event), PAGE_SIZE, 'private'),
  CONVERTED: (guest, event) => guest.memory.answerConversion(pageAt(guest, event), 'converts'),
  CONVERSION_FAILS: (guest, event) =>
    guest.memory.answerConversion(pageAt(guest, event), { failsLeaving: 'shared' }),
  POOL_INIT: (guest, { pool }) => guest.initPool(Number(pool), true),
  POOL_INIT_FAILS: (guest, { pool }) => guest.initPool(Number(pool), false),
  FORCE_SWIOTLB(guest, event) {
    // The command line is read before the first pool is set up.
    if (guest.swiotlbs.some((swiotlb) => swiotlb)) refuse(event, 'the guest has booted');
    guest.dma.context.facts.swiotlbForce = true;
    for (const { dma } of guest.devices) dma.decision.step(0, event);
  },
  MAP_DIRECT: mapDirect,
  MAP_BOUNCED: mapBounced,
  MAP_ERROR: mapError,
  UNMAP_DIRECT: unmap,
  UNMAP_BOUNCED: unmap,
  SYNC_FOR_DEVICE: syncForDevice,
  COMPLETE: complete,
  CONSUME: consume,
  DMA_READ: (guest, event) =>
    void guest.bus.read(Number(event['device']), onBus(guest, pageAt(guest, event)), MARK_SIZE, t(event)),
  DMA_READ_SLOT: (guest, event) =>
    void guest.bus.read(Number(event['device']), onBus(guest, slotAt(guest, event)), MARK_SIZE, t(event)),
  DMA_WRITE(guest, event) {
    const [device, page] = [Number(event['device']), Number(event['page'])];
    const frame = guest.frameOf(page);
    const alone = heardByPage(event);
    const { mapped } = guest.memory.pages.view(frame).context;
    requireAll([
      [guest.device(device).dma.life, 0, heardAlone(event)],
      [guest.memory.pages, frame, alone],
    ]);
    // What a device with the T bit writes where nobody told it to is nobody's data.
    const content = t(event) === 0 || mapped === 'direct' ? (event['data'] as Content) : 'stale';
    const mark = guest.mark(content, guest.tenancyOfPage(page));
    guest.bus.write(device, onBus(guest, pageAt(guest, event)), mark, t(event));
    guest.memory.pages.step(frame, alone);
    written(guest, event, pageAt(guest, event));
  },
  DMA_WRITE_SLOT(guest, event) {
    const [device, slot] = [Number(event['device']), Number(event['slot'])];
    const holder = guest.holderOf(slot);
    const holding = guest.devices.findIndex(({ dma }) => dma === holder?.device);
    requireAll([[guest.device(device).dma.life, 0, heardAlone(event)]]);
    if (t(event) === 1 && holding !== device) refuse(event, 'a private device writes where it was told to');
    const mark = guest.mark(event['data'] as Content, guest.tenancyOfSlot(slot, holder));
    guest.bus.write(device, onBus(guest, slotAt(guest, event)), mark, t(event));
    guest.left[slot] = holder ? holding : device;
    written(guest, event, slotAt(guest, event));
  },
  HOST_READ(guest, event) {
    hostReads(guest, event, pageAt(guest, event), guest.tenancyOfPage(Number(event['page'])));
  },
  HOST_READ_SLOT(guest, event) {
    hostReads(guest, event, slotAt(guest, event), guest.tenancyOfSlot(Number(event['slot'])));
  },
  HOST_WRITE(guest, event) {
    const frame = guest.frameOf(Number(event['page']));
    guest.memory.host.write(pageAt(guest, event), guest.mark('public', 0));
    guest.memory.pages.step(frame, heardByPage(event));
  },
  HOST_WRITE_SLOT: (guest, event) => guest.memory.host.write(slotAt(guest, event), guest.mark('public', 0)),
  BIND_DRIVER: deviceEvent,
  AUTOPROBE: deviceEvent,
  UNBIND_DRIVER(guest, event) {
    const lives = [...guest.tenancies.keys()].map(
      (page) => [guest.memory.pages, guest.frameOf(page), heardByPage(event)] as const,
    );
    requireAll(lives);
    deviceEvent(guest, event);
    stepAll(lives);
  },
  SET_NO_BOUNCE: deviceEvent,
  CLEAR_NO_BOUNCE: deviceEvent,
  LOCK: deviceEvent,
  GET_EVIDENCE: deviceEvent,
  ACCEPT: deviceEvent,
  UNLOCK: deviceEvent,
  SEE_ERROR: deviceEvent,
};

/**
 * Takes one step of a model on bytes.
 *
 * @throws one of the errors of the runtime if it refuses; then nothing that the model speaks of has changed.
 * @throws {MisuseError} for a step whose parameters say something else than what is there: `content=secret` of a
 *   page that holds none.
 */
export function act(guest: ModelGuest, event: AnyEvent): void {
  requireMove(guest.host, event);
  const action = actions[event.type];
  if (action) {
    action(guest, event);
    return;
  }
  if (event['device'] === undefined) throw new MisuseError(`nothing is known of ${event.type} on bytes`);
  // Requests to a TDI, writes to its configuration space, and resets.
  const { dma, requester } = guest.device(event['device']);
  const heard = heardAlone(event);
  const hearing = [dma.life, requester].filter((life) => life.handles(0, event.type));
  if (hearing.length === 0) refuse(event, 'there is nobody who would hear of it');
  stepAll(hearing.map((life) => [life, 0, heard] as const));
}

/** A step of the guest's view of a device, which its TDI takes with it. */
function deviceEvent(guest: ModelGuest, event: AnyEvent): void {
  const { dma, requester } = guest.device(event['device']);
  const hears = requester.handles(0, event.type);
  if (hears) requireAll([[requester, 0, heardAlone(event)]]);
  // Whether the other lives refuse is asked before any of them moves.
  guest.dma.deviceEvent(dma, event.type as DeviceEventType);
  if (hears) requester.step(0, heardAlone(event));
}

/** The driver of a mapping that the device was told about learns, in the model, that it was written through. */
function written(guest: ModelGuest, event: AnyEvent, at: PhysAddr): void {
  for (const driver of guest.drivers) {
    if (!driver || driver.life.view(0).value === 'received') continue;
    const { dev, phys, bounced } = driver.mapping;
    if (dev.number === event['device'] && (bounced?.tlbAddr ?? phys) === at)
      driver.life.step(0, heardAlone(event));
  }
}

/** The host reads, without the key. */
function hostReads(guest: ModelGuest, event: AnyEvent, at: PhysAddr, tenancy: number): void {
  const content = contentOf(guest.memory.host.read(at, MARK_SIZE), tenancy, guest.word);
  if (content !== event['content']) refuse(event, `the host reads ${content ?? 'ciphertext'}`);
}

function requireOwner(guest: ModelGuest, event: AnyEvent, wanted: 'driver' | 'pool'): void {
  const frame = guest.frameOf(Number(event['page']));
  const { owner } = guest.memory.pages.view(frame).context;
  if (owner !== wanted) throw new RefusedByStateError(`page ${event['page']}`, `owned by ${owner}`, event);
}

function requirePool(guest: ModelGuest, event: AnyEvent): void {
  const pool = Number(event['pool']);
  const { dynamic } = guest.input<{ readonly dynamic?: boolean }>('pool', pool);
  if (guest.poolState(pool) !== 'ready' || dynamic !== true)
    refuse(event, 'the pool does not grow or shrink');
}

const pageAt = (guest: ModelGuest, event: AnyEvent): PhysAddr => guest.pageAt(Number(event['page']));
const slotAt = (guest: ModelGuest, event: AnyEvent): PhysAddr => guest.slotAt(Number(event['slot']));
const t = (event: AnyEvent): 0 | 1 => (event['t'] === 1 ? 1 : 0);

/** An address that a device tries: it finds out by itself what the page is. */
const onBus = (guest: ModelGuest, at: PhysAddr): DmaAddr =>
  dmaAddr(aliasAddress(guest.memory.platform, at, guest.memory.visibility(at)));
