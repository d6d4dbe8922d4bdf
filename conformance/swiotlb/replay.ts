import {
  FullError,
  type IoTlbPoolGeometry,
  MisuseError,
  NotCapableError,
  type PhysAddr,
  physAddr,
  type SwiotlbDevice,
  swiotlbDevice,
} from '../../runtime/index.ts';
import type { TraceRecord } from './traceRecord.ts';

/** Fields of one operation as the runtime has them; `undefined` where the file should not have the field. */
export type Got = Readonly<Record<string, unknown>>;

/** One golden file, done again. */
export interface Replay {
  /** Does an operation. @throws {TraceError} for one that is not what the format says. */
  op(record: TraceRecord): Got;
  /** Slots still in use: files end without any. */
  used(): number;
}

/** Devices of a header. @throws {TraceError} for masks that are no masks. */
export function devicesOf(header: TraceRecord): readonly SwiotlbDevice[] {
  const devices = header.list('devs').map((dev, i) => {
    const minAlignMask = dev.integer('min_align_mask', 0, 0xffff_ffff);
    if (dev.value('seg_boundary_mask') === undefined)
      return swiotlbDevice({ name: `device ${i}`, minAlignMask });
    return wellFormed(header, () =>
      swiotlbDevice({
        name: `device ${i}`,
        minAlignMask,
        segBoundaryMask: dev.mask('seg_boundary_mask'),
        dmaMask: dev.mask('dma_mask'),
        busDmaLimit: dev.mask('bus_dma_limit'),
        dmaOffset: dev.integer('dma_offset', Number.MIN_SAFE_INTEGER),
      }),
    );
  });
  if (devices.length === 0) throw header.error('devs is empty');
  return devices;
}

/** The device that a record is about. @throws {TraceError} if the header has no such device. */
export function deviceOf(record: TraceRecord, devices: readonly SwiotlbDevice[]): SwiotlbDevice {
  return record.oneOf('d', devices);
}

/** The first pool of a header. @throws {TraceError} for fields that are no numbers. */
export const poolOf = (header: TraceRecord): IoTlbPoolGeometry => ({
  start: addressOf(header, 'start'),
  nslabs: header.integer('nslabs'),
  nareas: header.integer('nareas'),
});

/** What is made of a record. @throws {TraceError} where the runtime says that it cannot be made. */
export function wellFormed<T>(record: TraceRecord, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw record.error(error.message);
    throw error;
  }
}

/** An address of a record. @throws {TraceError} if it is none. */
export const addressOf = (record: TraceRecord, field: string): PhysAddr => physAddr(record.integer(field));

/** How the runtime answered: with a value, with a failure as Linux has it, or by refusing what Linux would not. */
export type Answer<T> =
  | { readonly value: T }
  | { readonly why: 'full' | 'cap' }
  | { readonly refused: string };

/** Does something that may fail. */
export function answerOf<T>(act: () => T): Answer<T> {
  try {
    return { value: act() };
  } catch (error) {
    if (error instanceof FullError) return { why: 'full' };
    if (error instanceof NotCapableError) return { why: 'cap' };
    if (error instanceof MisuseError || error instanceof RangeError) return { refused: error.message };
    throw error;
  }
}

/**
 * Where the mappings of a file are in the runtime. After a difference they may be elsewhere, or nowhere, and
 * the lines that follow are compared all the same.
 */
export class Mappings {
  readonly #ours = new Map<number, PhysAddr | undefined>();

  /** @returns whether the runtime should forget its mapping, since the file has none. */
  mapped(theirs: number, ours: PhysAddr | undefined): boolean {
    if (theirs < 0) return ours !== undefined;
    this.#ours.set(theirs, ours);
    return false;
  }

  /** The runtime's mapping, to be given back; undefined if there is one in the file only. */
  unmapped(theirs: PhysAddr): PhysAddr | undefined {
    if (!this.#ours.has(theirs)) return theirs;
    const ours = this.#ours.get(theirs);
    this.#ours.delete(theirs);
    return ours;
  }
}
