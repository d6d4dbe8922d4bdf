/** How a device reads the specification, and how it starts. Left out fields take the first value named. */
export interface TdiInput {
  /** Whether writing BME=0 over 0 counts as clearing it: `noError` by the letter, `error` on a strict device. */
  readonly bmeWrite0When0?: 'noError' | 'error';
  /** Whether the device may leave ERROR by itself, once it has cleared all data of the TVM. Default false. */
  readonly errorAutoClear?: boolean;
  /** DMA with T=0 in CONFIG_LOCKED: `blocked` by PCIe r6.3 11.2.1; some TSMs let it pass. */
  readonly lockedT0Dma?: 'blocked' | 'allowed';
  /**
   * What becomes of a write of the guest to the Command register that a locked device would answer with
   * ERROR: it reaches the device; the VMM traps it and does nothing; the PCI core of the guest does nothing;
   * or VFIO refuses it. A write of the host itself always reaches the device, since no hardware stops it.
   */
  readonly cmdRegPolicy?: 'passThrough' | 'vmmTrapNop' | 'guestCoreNop' | 'vfioBlock';
  /** Whether a lock needs keyed IDE streams. Default true; false for a device inside the root complex. */
  readonly ideRequired?: boolean;
  /** Whether the device knows the optional P2P stream requests. Default false. */
  readonly p2pSupported?: boolean;
  /** Whether the lock included the MSI-X table, so that its capability is tracked. Default false. */
  readonly msixLocked?: boolean;
  /** Whether TPH and vendor specific capabilities are tracked, as their maker decides. Default true. */
  readonly vendorRegistersTracked?: boolean;
  /** Whether STOP ends work already accepted, as it must. Default true; false is a faulty device. */
  readonly stopDrains?: boolean;
  /** Rule: a lock is refused as long as IDE keys are missing. Default true; spdm-emu did without until July 2025. */
  readonly checksKeys?: boolean;
  /** Rule: a nonce is good for one start within its own lock. Default true; otherwise those of earlier locks stay good. */
  readonly nonceOneShot?: boolean;
  /** Rule: a nonce that the device did not make is refused. Default true; false is a nonce that can be guessed. */
  readonly nonceCompared?: boolean;
  /** Start with an SPDM session, and IDE keys where required, already set up. Default false. */
  readonly secured?: boolean;
  /** Bus Master Enable at the start, and Memory Space Enable with it. Default 0. */
  readonly bme?: 0 | 1;
}

/** What a TDI remembers. Parameters stay as they are from the start. */
export interface TdiContext extends Omit<Required<TdiInput>, 'secured'> {
  /** Memory Space Enable of the Command register. */
  readonly mse: 0 | 1;
  /** A secured SPDM session with the TSM exists. */
  readonly session: boolean;
  /** The default IDE stream has keys, set over this session. */
  readonly keys: boolean;
  /** START_INTERFACE_NONCE: made by a lock and good for one start; `none` when destroyed. */
  readonly nonce: 'none' | 'current';
  /** The nonce of an earlier lock is still good, which only happens without the rule `nonceOneShot`. */
  readonly earlierNonce: boolean;
  /** Work has been accepted whose memory write is still to come. */
  readonly posted: boolean;
  /** A P2P stream is bound. */
  readonly p2pBound: boolean;
}

/** The context at the start, with the specification's own reading where the input says nothing. */
export function startOf({ secured = false, ...parameters }: TdiInput = {}): TdiContext {
  const { ideRequired = true, bme = 0 } = parameters;
  return {
    bmeWrite0When0: 'noError',
    errorAutoClear: false,
    lockedT0Dma: 'blocked',
    cmdRegPolicy: 'passThrough',
    p2pSupported: false,
    msixLocked: false,
    vendorRegistersTracked: true,
    stopDrains: true,
    checksKeys: true,
    nonceOneShot: true,
    nonceCompared: true,
    ...parameters,
    ideRequired,
    bme,
    mse: bme,
    session: secured,
    keys: secured && ideRequired,
    nonce: 'none',
    earlierNonce: false,
    posted: false,
    p2pBound: false,
  };
}
