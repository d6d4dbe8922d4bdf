import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import {
  BlkDriver,
  blkCapacity,
  blkFeatures,
  type Qemu,
  QemuDevice,
  readEntropy,
  startQemu,
  VirtioMmio,
  VirtioPci,
} from '../../../runtime/index.ts';
import { builtCli } from '../../fixtures/builtCli.ts';
import { Bench } from './blkBench.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-test-'));
const running: Qemu[] = [];
afterEach(async () => {
  for (const qemu of running.splice(0)) await qemu.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = async (...args: string[]): Promise<Qemu> => {
  const qemu = await startQemu(args);
  running.push(qemu);
  return qemu;
};
/** Folders of what this process has started, or another one. */
const qemusOf = (pid = process.pid): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`coco-dma-qemu-${pid}-`));

async function disk(bench: Bench, image: string, options = ''): Promise<BlkDriver & { capacity: number }> {
  const drive = `file=${image},format=raw,if=none,id=d0${options}`;
  const device = 'virtio-blk-pci,drive=d0,serial=from-qemu,disable-legacy=on,iommu_platform=on,addr=4';
  const { qtest } = await start('-M', 'q35', '-m', '64', '-drive', drive, '-device', device);
  const transport = new QemuDevice(qtest, await VirtioPci.find(qtest, 4, 0xe000_0000, 5000), bench.memory);
  const queue = await bench.open(transport, blkFeatures.FLUSH);
  const driver = new BlkDriver(queue, bench.memory, { address: 0x8000, depth: 8 });
  return Object.assign(driver, { capacity: blkCapacity(await transport.config(0, 8)) });
}

test("QEMU's disk holds what our driver writes, and gives it back", async () => {
  const image = join(folder, 'disk.img');
  writeFileSync(image, new Uint8Array(1 << 20));
  const bench = new Bench(16 << 20);
  const driver = await disk(bench, image);
  expect(driver.capacity).toBe(1 << 20);
  const data = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * 31 + (i >> 9)) & 0xff);
  const [from, to] = [2 << 20, 4 << 20];
  bench.memory.write(from, data);
  const all = (type: 'IN' | 'OUT', address: number) =>
    Array.from({ length: 32 }, (_, i) => ({
      type,
      sector: 64 * i,
      address: address + 32_768 * i,
      length: 32_768,
    }));
  await driver.transfer(all('OUT', from));
  await driver.flush();
  expect(Buffer.compare(readFileSync(image), data)).toBe(0);
  await driver.transfer(all('IN', to));
  expect(Buffer.compare(bench.memory.bytes.subarray(to, to + data.length), data)).toBe(0);
  expect(await driver.id(0x9000)).toBe('from-qemu');
  const beyond = { type: 'IN', sector: 2048, address: to, length: 512 } as const;
  await expect(driver.transfer([beyond])).rejects.toThrow('VIRTIO_BLK_S_IOERR');
  expect(bench.mapped).toEqual([]);
}, 60_000);

test("QEMU's entropy device fills what it says it fills", async () => {
  const bench = new Bench();
  const machine = [
    '-M',
    'microvm,pit=off,pic=off,rtc=off',
    '-m',
    '64',
    '-global',
    'virtio-mmio.force-legacy=false',
  ];
  const { qtest } = await start(
    ...machine,
    '-object',
    'rng-builtin,id=r0',
    '-device',
    'virtio-rng-device,rng=r0',
  );
  const queue = await bench.open(
    new QemuDevice(qtest, await VirtioMmio.find(qtest, 0xfeb0_2e00, 1000), bench.memory),
  );
  const bytes = await readEntropy(queue, bench.memory, { address: 0x9000, length: 256 });
  expect(bytes).toHaveLength(256);
  expect(new Set(bytes).size).toBeGreaterThan(64);
}, 60_000);

test('a machine that QEMU does not have is refused with what QEMU says, and leaves nothing behind', async () => {
  const before = qemusOf();
  await expect(startQemu(['-M', 'nosuch'])).rejects.toThrow('unsupported machine type');
  expect(qemusOf()).toEqual(before);
}, 60_000);

test('an end of QEMU fails what waits for it', async () => {
  const { qtest } = await start('-M', 'q35');
  // qtest ends the process over a line that it cannot read.
  await expect(qtest.outl(Number.NaN, 0)).rejects.toThrow('assertion failed');
  await expect(qtest.inl(0xcfc)).rejects.toThrow('QEMU has ended');
}, 60_000);

test('a process that is killed takes its QEMU and its folder with it', async () => {
  const entry = join(dirname(builtCli()), '..', 'runtime', 'index.js');
  const script = `import { startQemu } from ${JSON.stringify(entry)};
    await startQemu(['-M', 'q35', '-name', 'coco-dma-orphan']);
    console.log('up');
    setInterval(() => {}, 1000);`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  expect(orphans()).toHaveLength(1);
  expect(qemusOf(child.pid)).toHaveLength(1);
  child.kill('SIGKILL');
  for (let i = 0; i < 100 && orphans().length > 0; i++) await setTimeout(50);
  await setTimeout(200);
  expect(orphans()).toEqual([]);
  expect(qemusOf(child.pid)).toEqual([]);
}, 60_000);

/** Processes of QEMU with the name that only this test gives. */
function orphans(): string[] {
  const processes = execFileSync('ps', ['-eo', 'pid,comm,args'], { encoding: 'utf8' }).split('\n');
  return processes.filter(
    (line) => /^\s*\d+ qemu-system\S* /.test(line) && line.includes('-name coco-dma-orphan'),
  );
}
