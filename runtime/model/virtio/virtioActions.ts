import type { AnyEvent } from '../../../composition/index.ts';
import { bitsOf, deviceStatus, type FeatureBit, featureSetOf } from '../../../machines/index.ts';
import { MisuseError } from '../../errors.ts';
import { machineBitsOf, maskOf } from '../../virtio/negotiate.ts';
import { requireMove } from '../hostLife.ts';
import { refuse } from '../refusing.ts';
import { access, drop, falselyUsed, post, release, requestOf, strayAccess, used } from './queueActions.ts';
import type { DriverStage } from './steppedDriver.ts';
import type { VirtioModelGuest } from './virtioModelGuest.ts';

type Action = (guest: VirtioModelGuest, event: AnyEvent) => void;

/**
 * Takes one step of a design with a virtio device on bytes. Whether the host makes a move at all is what the design says of it.
 *
 * @throws one of the errors of the runtime if it refuses; then nothing that the model speaks of has changed.
 * @throws {MisuseError} for a step whose parameters say something else than what is there.
 */
export function actVirtio(guest: VirtioModelGuest, event: AnyEvent): void {
  const action = actions[event.type];
  if (!action) throw new MisuseError(`nothing is known of ${event.type} on bytes`);
  requireMove(guest.host, event);
  action(guest, event);
}

const actions: Readonly<Record<string, Action>> = {
  POOL_ATTACH: (guest, event) => setUpPool(guest, event, ['memoryRegion', 'capability'], true),
  POOL_ATTACH_FAILS: (guest, event) => setUpPool(guest, event, ['memoryRegion'], false),
  POOL_REJECT: (guest, event) => setUpPool(guest, event, ['invalid'], true),
  STRIP_FEATURE(guest, event) {
    inReset(guest, event);
    const bit = event['bit'] as FeatureBit;
    if ((guest.registers.offered & maskOf([bit])) === 0n) refuse(event, 'the bit is not offered');
    guest.registers.strip(bit);
  },
  REFUSE_ANYWAY(guest, event) {
    inReset(guest, event);
    if (guest.registers.refusesAnyway) refuse(event, 'the host has made up its mind');
    guest.registers.refuseAnyway();
  },
  ACKNOWLEDGE(guest, event) {
    atStage(guest, event, 'unbound');
    if (guest.has('deviceId') && !guest.deviceId.matches) refuse(event, 'no driver knows the device');
    if (guest.has('bootGate') && !guest.bootGate.admits(0, event)) guest.bootGate.step(0, event);
    guest.pool.configure();
    guest.device.statusWritten(guest.driver.set('ACKNOWLEDGE'));
  },
  DRIVER(guest, event) {
    atStage(guest, event, 'acknowledged');
    guest.device.statusWritten(guest.driver.set('DRIVER'));
  },
  READ_FEATURES(guest, event) {
    atStage(guest, event, 'probing');
    const offered = featureSetOf(machineBitsOf(guest.registers.offered));
    if (event['features'] !== offered) refuse(event, `what is offered is ${offered}`);
    guest.driver.readFeatures();
  },
  WRITE_FEATURES(guest, event) {
    atStage(guest, event, 'choosing');
    const features = maskOf(bitsOf(String(event['features'])));
    if (!guest.driver.mayAccept(features, guest.pool.isUsable))
      refuse(event, 'the driver accepts other bits');
    guest.driver.writeFeatures(features);
  },
  FEATURES_OK(guest, event) {
    atStage(guest, event, 'negotiated');
    if (!guest.driver.isModern) refuse(event, 'the driver has no FEATURES_OK');
    if (event['kept'] !== guest.registers.keepsFeaturesOk) refuse(event, 'the device decides otherwise');
    guest.device.statusWritten(guest.driver.set('FEATURES_OK'));
  },
  READ_STATUS(guest, event) {
    atStage(guest, event, 'unconfirmed');
    const featuresOk = (guest.registers.status & deviceStatus.FEATURES_OK) !== 0;
    if (event['featuresOk'] !== featuresOk) refuse(event, 'the status says otherwise');
    guest.driver.readStatus();
  },
  DRIVER_OK(guest, event) {
    const { driver } = guest;
    atStage(guest, event, driver.isModern ? 'ready' : 'negotiated');
    guest.openQueue();
    guest.device.statusWritten(driver.set('DRIVER_OK'));
  },
  FAILED(guest, event) {
    const { driver } = guest;
    atStage(guest, event, 'refused', 'choosing');
    if (driver.stage === 'choosing' && !driver.lacksNeeded(guest.pool.isUsable))
      refuse(event, 'the driver can work with what it is offered');
    guest.device.statusWritten(driver.set('FAILED'));
  },
  NEEDS_RESET(guest, event) {
    if (!guest.registers.needReset()) refuse(event, 'the device is in reset, or has asked for one');
  },
  REPORT_BLOCKED(guest, event) {
    requestOf(guest, event);
    const { onBlocked = 'silent' } = guest.rules('virtqueue');
    if (guest.device.outcome !== 'blocked') refuse(event, 'nothing was blocked');
    if (onBlocked === 'silent') refuse(event, 'the device does not say so');
    if (!guest.registers.needReset()) refuse(event, 'the device has asked for a reset');
  },
  RESET(guest, event) {
    atStage(guest, event, 'live', 'failed');
    guest.driver.reset();
    guest.device.statusWritten(0);
  },
  RESET_DONE(guest, event) {
    if (!guest.registers.resetting) refuse(event, 'no reset goes on');
    guest.device.finishReset();
    guest.driver.pollReset();
  },
  BUS_MASTER_ON: (guest, event) => setBusMaster(guest, event, true),
  BUS_MASTER_OFF: (guest, event) => setBusMaster(guest, event, false),
  SWAP_ID(guest, event) {
    if (guest.deviceId.state !== 'newId') refuse(event, 'the device has no new ID any more');
    guest.deviceId.swap();
  },
  OVERRIDE_ID(guest, event) {
    if (!guest.deviceId.override()) refuse(event, 'the driver is bound by ID');
  },
  BOOT_ALLOWED: ({ bootGate }, event) => bootGate.step(0, event),
  BOOT_REFUSED: ({ bootGate }, event) => bootGate.step(0, event),
  SKIP_GATE: ({ bootGate }, event) => bootGate.step(0, event),
  POST: post,
  ACCESS: access,
  STRAY_ACCESS: strayAccess,
  USED: used,
  FALSE_USED: falselyUsed,
  DROP: drop,
  RELEASE: release,
};

function atStage({ driver }: VirtioModelGuest, event: AnyEvent, ...stages: readonly DriverStage[]): void {
  if (!stages.includes(driver.stage)) refuse(event, `the driver is ${driver.stage}`);
}

/** The host thinks again about what it offers while no driver looks. */
function inReset({ registers }: VirtioModelGuest, event: AnyEvent): void {
  if (registers.status !== 0 && !registers.resetting) refuse(event, 'a driver is at the device');
}

function setUpPool(
  { pool }: VirtioModelGuest,
  event: AnyEvent,
  described: readonly string[],
  converts: boolean,
): void {
  if (!described.includes(pool.described))
    refuse(event, `what the guest sees described is ${pool.described}`);
  pool.setUp(converts);
}

function setBusMaster(guest: VirtioModelGuest, event: AnyEvent, on: boolean): void {
  const { path, registers } = guest;
  if (guest.rules('platform').switchesBusMaster !== true) refuse(event, 'the driver leaves the bit alone');
  if (path.busMaster === on) refuse(event, 'the bit is so already');
  if (registers.resetting) refuse(event, 'the driver waits for the reset');
  path.setBusMaster(on);
  if (!on) registers.clearBusMaster();
}
