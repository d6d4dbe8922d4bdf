import { createHash, randomFillSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { catalogue } from '../../cli/catalogue.ts';
import { runBuilt } from '../fixtures/builtCli.ts';
import { runCli } from '../fixtures/runCli.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'disk.img');
const hash = () => createHash('sha256').update(readFileSync(path)).digest('hex');
writeFileSync(path, randomFillSync(Buffer.alloc(1 << 20)));
const leftBy = (pid?: number) =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`coco-dma-qemu-${pid}-`));
const qemu = (...args: string[]) => [
  'run',
  'blk',
  '--image',
  path,
  '--device',
  'qemu',
  '--proposal',
  ...args,
];

test.each([
  'linux612ForceBounce',
  'linux73CcShared',
  'privatePool',
  'restrictedPoolLinux73',
  'restrictedPoolUnawareOpen',
])(
  "QEMU's disk through %s: every byte, and the host sees what it sees of ours",
  async (proposal) => {
    const before = hash();
    const flags = ['--verify', '--json', '--size', '256KiB'];
    const theirs = await runCli([...qemu(proposal), ...flags], { catalogue });
    const ours = await runCli(['run', 'blk', '--image', path, '--proposal', proposal, ...flags], {
      catalogue,
    });
    const [theirRun, ourRun] = [JSON.parse(theirs.out), JSON.parse(ours.out)];
    expect({ code: theirs.code, verified: theirRun.verified }).toEqual({ code: 0, verified: 256 << 10 });
    for (const field of ['host', 'bounced', 'mapped', 'slots', 'features', 'addresses'])
      expect({ [field]: theirRun[field] }).toEqual({ [field]: ourRun[field] });
    expect(hash()).toBe(before);
  },
  120_000,
);

test.each(['virtioSwiotlbLegacy', 'restrictedPoolNo33'])(
  'through %s QEMU gets ciphertext for a ring, and nothing comes back',
  async (proposal) => {
    const { code, out } = await runCli([...qemu(proposal), '--size', '64KiB', '--json'], { catalogue });
    expect(code).toBe(1);
    const { done, host } = JSON.parse(out);
    expect({ done, secretBytes: host.secretBytes }).toEqual({ done: 0, secretBytes: 0 });
  },
  120_000,
);

test('Ctrl-C ends with a report, the image as it was, and no QEMU', async () => {
  writeFileSync(path, randomFillSync(Buffer.alloc(64 << 20)));
  const before = hash();
  let pid: number | undefined;
  let running: string[] = [];
  const { code, out } = await runBuilt([...qemu('linux73CcShared'), '--json'], (child) => {
    pid = child.pid;
    setTimeout(() => {
      running = leftBy(pid);
      child.kill('SIGINT');
    }, 6000);
  });
  expect(code).toBe(3);
  expect(running).toHaveLength(1);
  const { interrupted, done } = JSON.parse(out);
  expect(interrupted).toBe(true);
  expect(done).toBeGreaterThan(0);
  expect(hash()).toBe(before);
  expect(leftBy(pid)).toEqual([]);
}, 120_000);
