import { alignUp, IO_TLB_DEFAULT_SIZE, IO_TLB_SEGSIZE, IO_TLB_SIZE } from './ioTlb.ts';
import type { SwiotlbVersion } from './swiotlbVersion.ts';

/** What `swiotlb=` on the kernel command line asks for. */
export interface SwiotlbParam {
  readonly nslabs: number;
  /** 0: as many as there are CPUs. */
  readonly nareas: number;
  readonly forceBounce: boolean;
  /** No pool at all. */
  readonly forceDisable: boolean;
  /** 7.3 counts slots in use, and the most that ever were, only if told to. */
  readonly trackHiwater: boolean;
}

const COUNT_MAX = 2 ** 31;
/** What the kernel's strtoul takes for a number, in base 0. */
const NUMBER = '0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*';
const SYNTAX = new RegExp(`^(?<slots>${NUMBER})?,?(?<areas>${NUMBER})?,?(?<rest>.*)$`, 's');

/**
 * Reads `swiotlb=[slots][,[areas]][,force|,noforce]`, and in 7.3 `,track_hiwater` behind that. Linux says
 * nothing of what it does not understand, and neither does this.
 *
 * @throws {RangeError} for numbers above 2^31, with which the kernel's arithmetic may overflow.
 * Source: Linux 6.12 and 7.3 kernel/dma/swiotlb.c setup_io_tlb_npages, swiotlb_adjust_nareas.
 */
export function swiotlbParam(text: string, version: SwiotlbVersion): SwiotlbParam {
  const { slots, areas, rest = '' } = SYNTAX.exec(text)?.groups ?? {};
  const nareas = areas === undefined ? 0 : roundUpAreas(strtoul(areas));
  const nslabs =
    slots === undefined ? IO_TLB_DEFAULT_SIZE / IO_TLB_SIZE : alignUp(strtoul(slots), IO_TLB_SEGSIZE);
  // 6.12 compares the whole rest; 7.3 its beginning.
  const tokens =
    version === '6.12' ? /^(?<force>force|noforce)$/ : /^(?<force>force|noforce)?,?(?<track>track_hiwater)?/;
  const { force, track } = tokens.exec(rest)?.groups ?? {};
  return {
    nslabs: roundUpSlots(nslabs, nareas),
    nareas,
    forceBounce: force === 'force',
    forceDisable: force === 'noforce',
    trackHiwater: track !== undefined,
  };
}

function strtoul(digits: string): number {
  const octal = /^0[0-7]+$/.test(digits);
  const value = octal ? Number.parseInt(digits, 8) : Number(digits);
  if (value > COUNT_MAX) throw new RangeError(`swiotlb=: ${digits} is more slots or areas than 2^31`);
  return value;
}

/** Areas are as many as a power of two, and at least one. Source: swiotlb_adjust_nareas. */
export const roundUpAreas = (nareas: number): number => powerOfTwo(Math.max(1, nareas));

/** Slots that give each area a segment, as many as a power of two if areas are asked for. Source: round_up_default_nslabs. */
export const roundUpSlots = (nslabs: number, nareas: number): number =>
  nareas === 0 ? nslabs : powerOfTwo(Math.max(nslabs, IO_TLB_SEGSIZE * nareas));

const powerOfTwo = (n: number): number => {
  let power = 1;
  while (power < n) power *= 2;
  return power;
};
