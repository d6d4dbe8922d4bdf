import {
  bitsOf,
  deviceStatus,
  type FeatureBit,
  featureBits,
  featureSetOf,
  featureSets,
} from '../../machines/index.ts';

import type { Parts } from '../parts.ts';
import type { VirtioTransport } from './virtioTransport.ts';

/** The device and the driver did not come to terms. `rule` is the invariant that a live device would break. */
export class NegotiationRefusedError extends Error {
  override readonly name = 'NegotiationRefusedError';
  readonly rule: string;

  constructor(message: string, rule: string) {
    super(`${message} (${rule})`);
    this.rule = rule;
  }
}

/** What the driver wants of the bits that no machine is about: those of its device type. */
export interface Negotiation {
  /** The driver's machine, one member, not yet begun. */
  readonly driver: Parts;
  /** Bits of the device type that the driver can use. */
  readonly wants: bigint;
  /** Bits that the driver could accept and does not. Default none. */
  readonly declines?: readonly FeatureBit[];
  /** Whether only the legacy interface is used: bits below 32, no FEATURES_OK. Default false. */
  readonly legacy?: boolean;
  /** Sets up the queues, between FEATURES_OK and DRIVER_OK. */
  readonly setUp: (accepted: bigint) => Promise<void>;
}

/** Names of the bits in messages. */
export const featureNames: Readonly<Record<FeatureBit, string>> = {
  27: 'VIRTIO_F_SWIOTLB (bit 27)',
  28: 'VIRTIO_F_INDIRECT_DESC (bit 28)',
  32: 'VIRTIO_F_VERSION_1 (bit 32)',
  33: 'VIRTIO_F_ACCESS_PLATFORM (bit 33)',
};

/** Reads of the status after which a device that does not finish its reset is given up. */
const RESET_READS_MAX = 1000;
const device = 0;

/** Bits as the mask of a feature register. */
export const maskOf = (bits: readonly number[]): bigint =>
  bits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
/** Those bits of a mask that the machines are about. */
export const machineBitsOf = (mask: bigint): FeatureBit[] =>
  featureBits.filter((bit) => ((mask >> BigInt(bit)) & 1n) === 1n);

/**
 * Brings a device from reset to DRIVER_OK, step by step as the driver's machine allows: it decides which
 * features are written, whether the status is read back, and when to give up with FAILED.
 *
 * @returns the accepted feature bits.
 * @throws {NegotiationRefusedError} if either side declines; FAILED is set then.
 *
 * Source: virtio 1.4 "Device Initialization", "Legacy Interface: Device Initialization".
 */
export async function negotiate(transport: VirtioTransport, negotiation: Negotiation): Promise<bigint> {
  const { driver, wants, declines = [], legacy = false, setUp } = negotiation;
  await resetDevice(transport);
  let status = 0;
  const set = async (bit: keyof typeof deviceStatus) => {
    status |= deviceStatus[bit];
    await transport.setStatus(status);
  };
  const giveUp = async (message: string, rule: string): Promise<never> => {
    driver.step(device, { type: 'FAILED', device });
    await set('FAILED');
    throw new NegotiationRefusedError(message, rule);
  };

  driver.step(device, { type: 'ACKNOWLEDGE', device });
  await set('ACKNOWLEDGE');
  driver.step(device, { type: 'DRIVER', device });
  await set('DRIVER');

  const offered = await transport.features();
  const seen = machineBitsOf(offered).filter((bit) => !legacy || bit < 32);
  driver.step(device, { type: 'READ_FEATURES', device, features: featureSetOf(seen) });
  const choice = chosen(driver, declines);
  if (choice === undefined) {
    const missing = ((driver.view(device).context['needs'] ?? []) as FeatureBit[]).filter(
      (bit) => !seen.includes(bit),
    );
    return giveUp(
      `the driver needs ${missing.map((bit) => featureNames[bit]).join(' and ')}, which the device does not offer`,
      missing.includes(32) ? 'legacyNeverInCoCo' : 'accessPlatformStripRejected',
    );
  }
  driver.step(device, { type: 'WRITE_FEATURES', device, features: choice });
  const accepted = maskOf(bitsOf(choice)) | (offered & wants);
  await transport.setFeatures(accepted);

  if (driver.admits(device, { type: 'FEATURES_OK', device, kept: true })) {
    await set('FEATURES_OK');
    status = await transport.status();
    const kept = (status & deviceStatus.FEATURES_OK) !== 0;
    driver.step(device, { type: 'FEATURES_OK', device, kept });
    const reread = { type: 'READ_STATUS', device, featuresOk: kept };
    const rereads = driver.admits(device, reread);
    if (rereads) driver.step(device, reread);
    if (rereads && !kept) {
      const left = machineBitsOf(offered & ~accepted).map((bit) => featureNames[bit]);
      return giveUp(
        `the device left FEATURES_OK clear: it does not work with a driver that declined ${left.join(' and ') || 'nothing'}`,
        'deviceRefusesUnrestrictedDriver',
      );
    }
  }
  await setUp(accepted);
  driver.step(device, { type: 'DRIVER_OK', device });
  await set('DRIVER_OK');
  return accepted;
}

/**
 * Writes 0 to the status and waits until it reads 0.
 *
 * @throws {NegotiationRefusedError} if it never does.
 */
export async function resetDevice(transport: VirtioTransport): Promise<void> {
  await transport.setStatus(0);
  for (let reads = 0; reads < RESET_READS_MAX; reads++) if ((await transport.status()) === 0) return;
  throw new NegotiationRefusedError(
    'the device does not finish its reset: its status never reads 0',
    'resetBeforeReuse',
  );
}

/** The largest set that the driver may write, without what it declines. */
function chosen(driver: Parts, declines: readonly FeatureBit[]): string | undefined {
  return featureSets
    .filter((features) => driver.admits(device, { type: 'WRITE_FEATURES', device, features }))
    .filter((features) => !bitsOf(features).some((bit) => declines.includes(bit)))
    .toSorted((a, b) => bitsOf(b).length - bitsOf(a).length)[0];
}
