import type { ChildProcess } from 'node:child_process';
import { QemuError } from './qemuError.ts';

/** Bytes of memory in one command: the line that carries them is a third longer. */
const CHUNK_BYTES = 65_536;

interface Waiting {
  readonly resolve: (answer: string) => void;
  readonly reject: (error: Error) => void;
}

/**
 * QEMU's qtest protocol: one line asks, one line answers, and lines about interrupts come in between. Memory
 * is read and written past every IOMMU, as the host does.
 *
 * Source: QEMU 7.2 softmmu/qtest.c, "QTest Protocol".
 * Left out: interrupts, the virtual clock, I/O ports of other widths.
 */
export class Qtest {
  readonly #child: ChildProcess;
  readonly #waiting: Waiting[] = [];
  #ended: Error | undefined;

  /** @param said what the process has said on its standard error, for messages. */
  constructor(child: ChildProcess, said: () => string) {
    this.#child = child;
    let rest = '';
    child.stdout?.setEncoding('latin1').on('data', (data: string) => {
      const lines = (rest + data).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#hear(line);
    });
    // A command that is written while the process ends is answered by its end, not by a broken pipe.
    child.stdin?.on('error', () => {});
    child.on('error', (error) => this.#end(error));
    child.on('close', () => this.#end(new QemuError(`QEMU has ended: ${said() || 'it did not say why'}`)));
  }

  async outl(port: number, value: number): Promise<void> {
    await this.#ask(`outl ${hexOf(port)} ${hexOf(value)}`);
  }

  async inl(port: number): Promise<number> {
    return Number(await this.#ask(`inl ${hexOf(port)}`));
  }

  /** Reads a register or a field of 1, 2 or 4 bytes. */
  async read(address: number, bytes: 1 | 2 | 4): Promise<number> {
    return Number(await this.#ask(`read${widths[bytes]} ${hexOf(address)}`));
  }

  async write(address: number, bytes: 1 | 2 | 4, value: number): Promise<void> {
    await this.#ask(`write${widths[bytes]} ${hexOf(address)} ${hexOf(value)}`);
  }

  async readMemory(address: number, length: number): Promise<Uint8Array> {
    const parts = await Promise.all(
      chunks(length).map(({ at, size }) => this.#ask(`b64read ${hexOf(address + at)} ${hexOf(size)}`)),
    );
    return Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  }

  async writeMemory(address: number, bytes: Uint8Array): Promise<void> {
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    await Promise.all(
      chunks(bytes.length).map(({ at, size }) =>
        this.#ask(`b64write ${hexOf(address + at)} ${hexOf(size)} ${all.toString('base64', at, at + size)}`),
      ),
    );
  }

  #ask(line: string): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#waiting.push({ resolve, reject });
      this.#child.stdin?.write(`${line}\n`);
    });
  }

  #hear(line: string): void {
    if (line.startsWith('IRQ ') || line.startsWith('[')) return;
    const { resolve, reject } = this.#waiting.shift() ?? {};
    if (line.startsWith('OK')) resolve?.(line.slice(3).trim());
    else reject?.(new QemuError(`qtest answers: ${line}`));
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}

const widths = { 1: 'b', 2: 'w', 4: 'l' } as const;
const hexOf = (value: number): string => `0x${value.toString(16)}`;

const chunks = (length: number): { at: number; size: number }[] =>
  Array.from({ length: Math.ceil(length / CHUNK_BYTES) }, (_, i) => ({
    at: i * CHUNK_BYTES,
    size: Math.min(CHUNK_BYTES, length - i * CHUNK_BYTES),
  }));
