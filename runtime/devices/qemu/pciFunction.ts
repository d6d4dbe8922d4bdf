import type { Qtest } from './qtest.ts';

/** Registers of the configuration space. Source: PCI Local Bus 3.0, 6.1 and 6.2.5. */
const CONFIG_ADDRESS = 0xcf8;
const CONFIG_DATA = 0xcfc;
const COMMAND = 0x04;
const BAR = 0x10;
const CAPABILITIES = 0x34;
const commandBits = { MEMORY: 2, BUS_MASTER: 4 } as const;
const CAPABILITIES_MAX = 48;

/** One function of bus 0, through the configuration mechanism of I/O ports. */
export class PciFunction {
  readonly #qtest: Qtest;
  readonly #slot: number;

  constructor(qtest: Qtest, slot: number) {
    this.#qtest = qtest;
    this.#slot = slot;
  }

  async read(register: number): Promise<number> {
    await this.#select(register);
    return this.#qtest.inl(CONFIG_DATA);
  }

  async write(register: number, value: number): Promise<void> {
    await this.#select(register);
    await this.#qtest.outl(CONFIG_DATA, value);
  }

  /** Bus mastering on or off; memory space stays on. */
  async setBusMaster(on: boolean): Promise<void> {
    await this.write(COMMAND, commandBits.MEMORY | (on ? commandBits.BUS_MASTER : 0));
  }

  /** Places every memory BAR from `base` on, each at a multiple of its own size. Returns their addresses. */
  async placeBars(base: number): Promise<ReadonlyMap<number, number>> {
    const bars = new Map<number, number>();
    let at = base;
    for (let bar = 0; bar < 6; bar++) {
      const register = BAR + 4 * bar;
      await this.write(register, 0xffff_ffff);
      const answer = await this.read(register);
      const isMemory = answer !== 0 && (answer & 1) === 0;
      if (!isMemory) continue;
      // The bits that stay 0 are the size; below 4 GiB the upper half of a 64-bit BAR is 0.
      const size = (~(answer & ~0xf) >>> 0) + 1;
      at = Math.ceil(at / size) * size;
      await this.write(register, at);
      bars.set(bar, at);
      at += size;
      if ((answer & 0b110) === 0b100) await this.write(BAR + 4 * ++bar, 0);
    }
    return bars;
  }

  /** Offsets of the capabilities with this ID. */
  async capabilities(id: number): Promise<number[]> {
    const found: number[] = [];
    let at = (await this.read(CAPABILITIES)) & 0xfc;
    for (let count = 0; at !== 0 && count < CAPABILITIES_MAX; count++) {
      const header = await this.read(at);
      if ((header & 0xff) === id) found.push(at);
      at = (header >> 8) & 0xfc;
    }
    return found;
  }

  async #select(register: number): Promise<void> {
    await this.#qtest.outl(CONFIG_ADDRESS, (0x8000_0000 + (this.#slot << 11) + (register & 0xfc)) >>> 0);
  }
}
