import type { AnyEvent } from '../composition/index.ts';
import { eventName } from '../composition/index.ts';
import { type DmaAddr, hex, type PhysAddr } from './addresses.ts';

/** There is no room now: give something back, or try again later. */
export class FullError extends Error {
  override readonly name = 'FullError';
}

/** The device cannot do this, now or later: not with this address, mask, pool or size. */
export class NotCapableError extends Error {
  override readonly name = 'NotCapableError';
}

/** The caller breaks a rule of the interface: a mistake in the calling code, not something to wait for. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError';
}

/** Something is not in a state that admits this step: bring it there first. */
export class RefusedByStateError extends Error {
  override readonly name = 'RefusedByStateError';
  /** Whose state it is: `page 0x3000`, `device 1`. */
  readonly who: string;
  /** Its state, with what it remembers. */
  readonly state: string;
  readonly event: AnyEvent;

  constructor(who: string, state: string, event: AnyEvent) {
    super(`${who} refuses ${eventName(event)} in state ${state}`);
    this.who = who;
    this.state = state;
    this.event = event;
  }
}

/** Pages did not change hands as asked, and nobody knows what they are now: leak them, never free them. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
  /** The first page that did not change, according to the host. */
  readonly at: PhysAddr;

  constructor(at: PhysAddr, message: string) {
    super(message);
    this.at = at;
  }
}

/** Hardware does not let this access of a CPU pass. Bytes before `at` have been accessed, `at` and after not. */
export class MemoryFaultError extends Error {
  override readonly name = 'MemoryFaultError';
  /** What the platform raises, as its specification calls it. */
  readonly fault: string;
  readonly at: PhysAddr;

  constructor(fault: string, at: PhysAddr, message: string) {
    super(`${fault} at ${hex(at)}: ${message}`);
    this.fault = fault;
    this.at = at;
  }
}

/** A claim about the design has been broken by what was just done. It has happened: do not go on. */
export class ClaimViolatedError extends Error {
  override readonly name = 'ClaimViolatedError';
  readonly claim: string;
  readonly event: AnyEvent;
  /** The parts for which the claim is broken: `slot[0]`. */
  readonly parts: readonly string[];
  /** The mapping that it is about, if it is about one. */
  readonly mapping: string | undefined;

  constructor(claim: string, event: AnyEvent, parts: readonly string[], mapping: string | undefined) {
    super(
      `${claim} is violated by ${eventName(event)} for ${parts.join(', ')}${mapping === undefined ? '' : ` (${mapping})`}`,
    );
    this.claim = claim;
    this.event = event;
    this.parts = parts;
    this.mapping = mapping;
  }
}

/** What an access of a device passes, in this order. */
export const busGates = ['BME', 'TDI state', 'T bit', 'IOMMU', 'page ownership'] as const;
export type BusGate = (typeof busGates)[number];

/** An access of a device did not get through; `gate` is the first that refused it. */
export class DmaRefusedError extends Error {
  override readonly name = 'DmaRefusedError';
  readonly gate: BusGate;
  readonly device: number;
  /** Where the access stopped, as the device addresses it. */
  readonly at: DmaAddr;
  /** Bytes that went through before it, since a long access is several transactions. */
  readonly done: number;

  constructor(gate: BusGate, device: number, at: DmaAddr, done: number, why: string) {
    super(`${gate} refuses the access of device ${device} to ${hex(at)}: ${why}`);
    this.gate = gate;
    this.device = device;
    this.at = at;
    this.done = done;
  }
}

const refusals = [
  FullError,
  NotCapableError,
  RefusedByStateError,
  MisuseError,
  ConversionError,
  MemoryFaultError,
  DmaRefusedError,
];

/** Whether an error is one by which the runtime says no; anything else is a mistake in it. */
export const isRefusal = (error: unknown): error is Error => refusals.some((kind) => error instanceof kind);
