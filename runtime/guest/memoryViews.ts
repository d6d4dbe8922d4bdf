import { dmaAddr, physAddr } from '../addresses.ts';
import { DmaRefusedError, MemoryFaultError } from '../errors.ts';
import type { GuestMemory } from '../memory/index.ts';
import type { BusMemory } from '../virtio/busMemory.ts';

/** Memory as the guest's kernel has it through its direct map. */
export const cpuView = (memory: GuestMemory): BusMemory => ({
  read: (address, into) => into.set(memory.read(physAddr(address), into.length)),
  write: (address, from) => memory.write(physAddr(address), from),
});

/** Memory as the host has it: of private pages ciphertext, and no way to write them where hardware refuses. */
export const hostView = ({ host, controller }: GuestMemory): BusMemory => {
  const refusing = (address: number, size: number, access: () => void): void => {
    const refusal = (why: string) => new DmaRefusedError('page ownership', 0, dmaAddr(address), 0, why);
    if (!controller.contains(physAddr(address), size)) throw refusal('there is no memory');
    try {
      access();
    } catch (error) {
      throw error instanceof MemoryFaultError ? refusal(error.message) : error;
    }
  };
  return {
    read: (address, into) =>
      refusing(address, into.length, () => into.set(host.read(physAddr(address), into.length))),
    write: (address, from) => refusing(address, from.length, () => host.write(physAddr(address), from)),
  };
};
