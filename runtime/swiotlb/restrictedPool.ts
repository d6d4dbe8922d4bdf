import { hex, type PhysAddr } from '../addresses.ts';
import { ConversionError } from '../errors.ts';
import { IO_TLB_SIZE } from './ioTlb.ts';
import type { IoTlbMemOptions } from './ioTlbMem.ts';
import { swiotlbVersions } from './swiotlbVersion.ts';

/** A `restricted-dma-pool` of the device tree. */
export interface ReservedMemory
  extends Pick<IoTlbMemOptions, 'name' | 'version' | 'memEncrypt' | 'setMemoryDecrypted' | 'observer'> {
  readonly base: PhysAddr;
  /** Bytes. */
  readonly size: number;
  /** Properties of its node, of which some do not go with a restricted pool. */
  readonly properties?: readonly string[];
}

/** Source: Linux 6.12 kernel/dma/swiotlb.c rmem_swiotlb_setup. */
const REFUSED = ['reusable', 'linux,cma-default', 'linux,dma-default', 'no-map'];

/**
 * How the pool of a restricted device is set up, when the first of its devices is: one area, every mapping
 * bounces, coherent memory comes from it too, and it never grows. Devices that share it share its slots.
 *
 * @throws {RangeError} for properties that Linux rejects. A device of such a pool is then driven without it.
 * @throws {ConversionError} in 7.3 if its memory cannot be made shared. The device then stays with the
 *   default pool: the device tree's code only warns.
 * Source: Linux 6.12 and 7.3 kernel/dma/swiotlb.c rmem_swiotlb_device_init.
 * Left out: highmem; sizes that are no multiple of a slot, whose rest Linux wastes as well.
 */
export function restrictedPool(reserved: ReservedMemory): IoTlbMemOptions {
  const { base, size, properties = [], setMemoryDecrypted, version = '7.3', ...rest } = reserved;
  const bad = properties.find((property) => REFUSED.includes(property));
  if (bad !== undefined) throw new RangeError(`restricted-dma-pool at ${hex(base)}: it must not be ${bad}`);
  return {
    name: 'restricted pool',
    ...rest,
    version,
    start: base,
    nslabs: Math.floor(size / IO_TLB_SIZE),
    nareas: 1,
    forceBounce: true,
    forAlloc: true,
    ...(setMemoryDecrypted && {
      setMemoryDecrypted: (start, pages) => {
        const converted = setMemoryDecrypted(start, pages);
        if (!converted && swiotlbVersions[version].failsClosed)
          throw new ConversionError(
            start,
            `restricted-dma-pool at ${hex(start)}: its memory cannot be made shared`,
          );
        return converted;
      },
    }),
  };
}
