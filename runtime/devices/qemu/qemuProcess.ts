import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QemuError } from './qemuError.ts';
import { Qtest } from './qtest.ts';

const PROGRAM = 'qemu-system-x86_64';

/** What QEMU calls its version, or nothing if it is not installed. */
export function qemuVersion(): string | undefined {
  const { stdout, status } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  return status === 0 ? /version (\S+)/.exec(stdout)?.[1] : undefined;
}

/** A QEMU without a guest: its devices are driven from here. */
export interface Qemu {
  readonly qtest: Qtest;
  /** Ends the process and waits until it is gone, and its folder with it. */
  close(): Promise<void>;
}

/**
 * QEMU is watched by a shell that holds one end of a pipe: however this process ends, the pipe breaks, QEMU
 * is killed and its folder removed. The shell itself writes nothing, or that pipe too would break, under it. A
 * session of its own keeps a terminal's Ctrl-C away from both.
 */
const WATCH = `
folder=$1; shift
exec 4<&0
"$@" <&4 3<&- 4<&- &
qemu=$!
exec 4<&- >/dev/null 2>&1
{ read -r nothing <&3; kill -KILL "$qemu"; } &
watcher=$!
wait "$qemu"
code=$?
rm -rf "$folder"
kill "$watcher"
exit "$code"
`;

/** A BIOS that stops its CPU for good: 64 KiB of HLT, and at the reset vector CLI, HLT and a jump back. */
function haltBios(): Uint8Array {
  const bios = new Uint8Array(65_536).fill(0xf4);
  bios.set([0xfa, 0xf4, 0xeb, 0xfd], 0xfff0);
  return bios;
}

/**
 * Starts QEMU with these arguments and a CPU that does nothing. (A stopped machine would not do: its
 * devices do not look at their queues.)
 *
 * @throws {QemuError} if it is not installed or ends at once, with what it said.
 */
export async function startQemu(args: readonly string[]): Promise<Qemu> {
  if (qemuVersion() === undefined)
    throw new QemuError(`${PROGRAM} is not installed; on Debian and Ubuntu: apt-get install qemu-system-x86`);
  const folder = mkdtempSync(join(tmpdir(), `coco-dma-qemu-${process.pid}-`));
  const bios = join(folder, 'halt.bin');
  writeFileSync(bios, haltBios());
  const fixed = ['-accel', 'tcg', '-bios', bios, '-display', 'none', '-nodefaults', '-no-user-config'];
  const qtest = ['-qtest', 'stdio', '-qtest-log', '/dev/null'];
  const child = spawn('/bin/sh', ['-c', WATCH, 'sh', folder, PROGRAM, ...args, ...fixed, ...qtest], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const said: string[] = [];
  child.stderr?.on('data', (data) => said.push(String(data)));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const close = async () => {
    lifelineOf(child).destroy();
    await ended;
  };
  const session = new Qtest(child, () => said.join('').trim());
  try {
    // Any command will do: it is answered once the machine is built.
    await session.inl(0xcfc);
  } catch (error) {
    await close();
    throw new QemuError(error instanceof Error ? error.message : String(error));
  }
  return { qtest: session, close };
}

function lifelineOf(child: ChildProcess): { destroy(): void } {
  const pipe = child.stdio[3];
  if (!pipe) throw new TypeError('QEMU was started without the pipe that ends it');
  return pipe;
}
