import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Measured } from './measured.ts';

/** A checker that is a program of its own, made by other programs from a model. */
export interface Recipe {
  /** Files to be written first, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Command lines that make the program. */
  readonly make: readonly (readonly [program: string, ...args: string[]])[];
  readonly run: readonly [program: string, ...args: string[]];
}

/** What a program printed and took. */
export interface Run extends Omit<Measured, 'states' | 'transitions'> {
  readonly out: string;
}

/** Path of a C source beside this file, in the repository and in `dist` alike. */
export const peerSource = (name: string): string => fileURLToPath(new URL(`peers/${name}`, import.meta.url));

/**
 * Makes and runs a program in a folder of its own, which is then removed.
 *
 * @throws {Error} if any of the programs fails; the message has the end of what it said.
 */
export async function compiled({ files = {}, make, run }: Recipe, signal?: AbortSignal): Promise<Run> {
  const cwd = await mkdtemp(join(tmpdir(), 'coco-dma-bench-'));
  const call = (program: string, args: readonly string[]) =>
    promisify(execFile)(program, args, { cwd, maxBuffer: 2 ** 26, ...(signal ? { signal } : {}) });
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
    await call('gcc', ['-O1', '-o', 'measured', peerSource('measured.c')]);
    const began = performance.now();
    for (const [program, ...args] of make) await call(program, args);
    const prepareSeconds = (performance.now() - began) / 1000;
    const { stdout, stderr } = await call('./measured', run);
    const [, seconds, cpuSeconds, kib, code] = /\n([\d.]+) ([\d.]+) (\d+) (\d+)\n$/.exec(stderr) ?? [];
    if (code !== '0') throw new Error(`${run[0]} ended with ${code}: ${(stdout + stderr).slice(-500)}`);
    return {
      out: stdout,
      prepareSeconds,
      seconds: Number(seconds),
      cpuSeconds: Number(cpuSeconds),
      bytes: Number(kib) * 1024,
    };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/**
 * The number that a pattern captures in what a program printed.
 *
 * @throws {Error} if it is not there.
 */
export function figure(out: string, pattern: RegExp): bigint {
  const found = pattern.exec(out)?.[1];
  if (found === undefined) throw new Error(`its output has no ${pattern}: ${out.slice(-500)}`);
  return BigInt(found);
}
