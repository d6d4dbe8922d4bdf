import type { AnyEvent } from '../../../composition/index.ts';
import type { AvailableChain } from '../../virtio/deviceQueue.ts';
import { MARK_SIZE, markOf } from '../marks.ts';
import { refuse } from '../refusing.ts';
import { readQueue } from './queueReading.ts';
import type { Posted, VirtioModelGuest } from './virtioModelGuest.ts';

/** The driver maps the buffers of a request, and puts it into the queue. */
export function post(guest: VirtioModelGuest, event: AnyEvent): void {
  const { driver } = guest;
  if (driver.stage !== 'ready' && driver.stage !== 'live') refuse(event, `the driver is ${driver.stage}`);
  if (guest.posted) refuse(event, 'a request is out');
  if (driver.api !== event['api']) refuse(event, `the driver passes addresses of kind ${driver.api}`);
  const range = guest.pool.bounces(driver.api) ? 'pool' : 'ram';
  if (range !== event['range']) refuse(event, 'the buffers are mapped elsewhere');
  const request: Posted = { api: driver.api, segments: guest.map(driver.api), outcome: 'none' };
  const queue = guest.openQueue();
  queue.add(request.segments, request);
  guest.lastPost = { request, queue };
}

/** The device reads what it is asked, and writes its answer, unless something keeps it from them. */
export function access(guest: VirtioModelGuest, event: AnyEvent): void {
  const chain = requestOf(guest, event);
  const outcome = guest.device.outcomeOf(chain);
  if (chain.segments.some(({ address }) => guest.rangeOf(address) !== event['range']))
    refuse(event, 'the buffers lie elsewhere');
  if (outcome !== event['outcome']) refuse(event, `the access is ${outcome}`);
  guest.device.access(chain, markOf('public', 0));
  if (guest.posted) guest.posted.request.outcome = outcome;
}

/** The device reads and writes memory that it was not told to use, or not now. */
export function strayAccess(guest: VirtioModelGuest, event: AnyEvent): void {
  const at = event['range'] === 'pool' ? guest.poolAt : guest.otherAt;
  const { value, phase, range } = readQueue(guest);
  const asked = phase === 'live' && value === 'outstanding' && range === event['range'];
  const outside = event['range'] === 'ram' && range !== 'ram';
  const move = phase === 'reset' ? 'M19' : outside ? 'M21' : asked ? undefined : 'M16';
  if (move !== event['move']) refuse(event, `it is ${move ?? 'what the driver has asked for'}`);
  const outcome = guest.device.reaches(at, MARK_SIZE) ? 'done' : 'blocked';
  if (outcome !== event['outcome']) refuse(event, `the access is ${outcome}`);
  guest.device.stray(at, MARK_SIZE);
}

/** The device reports a request that it has done. */
export function used(guest: VirtioModelGuest, event: AnyEvent): void {
  const chain = requestOf(guest, event);
  if (guest.device.outcome !== 'done') refuse(event, 'it is not done');
  guest.device.giveBack(chain);
}

/** The device reports a request that it has not done. */
export function falselyUsed(guest: VirtioModelGuest, event: AnyEvent): void {
  const chain = requestOf(guest, event);
  if (guest.device.outcome === 'done') refuse(event, 'it is done');
  guest.device.giveBack(chain);
}

/** The device never reports a request that was blocked: at once, or once it has asked for a reset. */
export function drop(guest: VirtioModelGuest, event: AnyEvent): void {
  requestOf(guest, event);
  if (guest.device.outcome !== 'blocked') refuse(event, 'it was not blocked');
  const { onBlocked = 'silent' } = guest.rules('virtqueue');
  if (onBlocked !== 'silent' && !readQueue(guest).reported) refuse(event, 'it asks for a reset first');
  guest.device.drop();
}

/** The driver takes a request back: one that was reported, or one of a queue that it has reset. */
export function release(guest: VirtioModelGuest, event: AnyEvent): void {
  const { driver, posted, registers } = guest;
  const mayRelease = ['unbound', 'live', ...(driver.waitsBeforeRelease ? [] : ['resetting'])];
  if (!mayRelease.includes(driver.stage)) refuse(event, `the driver is ${driver.stage}`);
  if (!posted) refuse(event, 'no request is out');
  const isOver = registers.resetting || !guest.device.works(posted.queue.ring);
  const taken = isOver ? posted.queue.detachUnused()[0] : posted.queue.takeUsed();
  if (!taken) refuse(event, 'the device has it');
  guest.unmap(taken.token);
}

/** What the device works on. */
export function requestOf({ device }: VirtioModelGuest, event: AnyEvent): AvailableChain {
  return device.request() ?? refuse(event, 'the device has no request');
}
