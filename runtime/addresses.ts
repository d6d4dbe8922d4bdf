declare const space: unique symbol;

/**
 * An address of one address space: a safe integer, in bytes. Addresses of two spaces do not mix, so that a
 * bounce buffer's own address cannot be handed to a device, nor a device's address be read by the CPU.
 */
type Address<Space extends string> = number & { readonly [space]: Space };

/** Guest-physical address as hardware sees it: the bit that says private or shared is part of it. */
export type Gpa = Address<'Gpa'>;
/** What Linux calls `phys_addr_t` in a guest: the place of a byte in memory, without that bit. */
export type PhysAddr = Address<'PhysAddr'>;
/** What Linux calls `dma_addr_t`: the address that the DMA API hands out and a driver gives to its device. */
export type DmaAddr = Address<'DmaAddr'>;
/** I/O virtual address: what an IOMMU translates. */
export type Iova = Address<'Iova'>;

/**
 * How addresses are written everywhere: `0x1f000`. Numbers that are no addresses are written as they are,
 * since they end up in messages.
 */
export const hex = (address: number): string =>
  Number.isSafeInteger(address) && address >= 0 ? `0x${address.toString(16)}` : String(address);

function maker<A extends number>(what: string): (address: number) => A {
  const isAddress = (address: number): address is A => Number.isSafeInteger(address) && address >= 0;
  return (address) => {
    if (!isAddress(address))
      throw new RangeError(
        `${hex(address)} is no ${what}: it must be a whole number from 0 to ${hex(Number.MAX_SAFE_INTEGER)}`,
      );
    return address;
  };
}

/** @throws {RangeError} if the number is negative, has a fraction, or is above 2^53 - 1. */
export const gpa = maker<Gpa>('guest-physical address');
/** @throws {RangeError} as {@link gpa}. */
export const physAddr = maker<PhysAddr>('physical address');
/** @throws {RangeError} as {@link gpa}. `DMA_MAPPING_ERROR` is no address: mapping throws instead. */
export const dmaAddr = maker<DmaAddr>('DMA address');
/** @throws {RangeError} as {@link gpa}. */
export const iova = maker<Iova>('I/O virtual address');
