import { createHash, randomFillSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { catalogue } from '../../cli/catalogue.ts';
import { dmaDecisions } from '../../runtime/index.ts';
import { runCli } from '../fixtures/runCli.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const image = (name: string, bytes: number): string => {
  const path = join(folder, name);
  writeFileSync(path, randomFillSync(Buffer.alloc(bytes)));
  return path;
};
/** Over the designs that are shipped. */
const cli = (args: readonly string[]) => runCli(args, { catalogue });
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

const SIZE = 64 << 10;
const STUCK = 'its status shows no error (noSilentFailure)';
const through = { code: 0, done: SIZE, failure: undefined };
const stuck = { code: 1, done: 0, failure: expect.stringContaining(STUCK) };
/** What a shared device's host gets to see of what it was not given: all that was in receive buffers. */
const bouncing = { ...through, earlier: SIZE, neighbour: 0, payload: SIZE };
const silent = { earlier: 0, neighbour: 0, payload: 0 };
const closed = { ...through, ...silent };
const blocked = { ...stuck, ...silent };
const refused = {
  code: 1,
  done: 0,
  failure: expect.stringContaining('(deviceRefusesUnrestrictedDriver)'),
  ...silent,
};

/** By proposal; `/private` where the device is made so. */
const expected: Readonly<Record<string, object>> = {
  linux612ForceBounce: bouncing,
  linux73CcShared: bouncing,
  // The endpoint is the paravisor's, and so private from the start.
  notBounceBit: closed,
  ioTlbMemNull: closed,
  privateAccepted: bouncing,
  'privateAccepted/private': closed,
  acceptWithLiveMappings: bouncing,
  'acceptWithLiveMappings/private': closed,
  privatePool: bouncing,
  'privatePool/private': closed,
  errorInsteadOfBounce: bouncing,
  'errorInsteadOfBounce/private': closed,
  fallBackOnError: bouncing,
  'fallBackOnError/private': closed,
  splitEnableStrictDevice: bouncing,
  'splitEnableStrictDevice/private': closed,
  coalescedPciEnable: bouncing,
  'coalescedPciEnable/private': closed,
  virtioSwiotlbRefuse: bouncing,
  virtioSwiotlbHope: bouncing,
  virtioSwiotlbHopeReports: bouncing,
  virtioSwiotlbStripped: bouncing,
  restrictedPoolAware: bouncing,
  restrictedPoolLinux73: bouncing,
  virtioSwiotlbLegacy: blocked,
  restrictedPoolNo33: blocked,
  restrictedPoolUnaware: blocked,
  dmaDefaultToday: blocked,
  stubViommu: blocked,
  // Two buffers of 64 KiB and an arena of 4 KiB, each 512 bytes behind the beginning of a page: 4 KiB beside each.
  restrictedPoolUnawareOpen: { ...through, earlier: SIZE, neighbour: 12_288, payload: SIZE },
  dmaLessDevice: bouncing,
  // Nothing but its word keeps the device out of memory, and the driver does not know of its buffer.
  dmaLessDeviceByPromise: { ...through, earlier: SIZE, neighbour: 12_288, payload: SIZE },
  dmaLessDeviceHoping: blocked,
  swiotlbCapabilityOnly: blocked,
  busMasterCleared: blocked,
  virtioSwiotlbHopeHonouringGuest: bouncing,
  virtioSwiotlbRefuseHonouringGuest: refused,
  fourPointPlanUnaware: refused,
  fourPointPlanBitOnly: refused,
  newDeviceIdOverridden: blocked,
  newDeviceIdSwapped: blocked,
  bootGateAware: bouncing,
  bootGateUnmeasured: blocked,
  unawarePassthroughAndVsock: blocked,
};
/** Designs of which there is no guest to run. */
const notRun = ['bootGate', 'fourPointPlan', 'newDeviceId', 'shareUnshareCleared', 'shareUnshareHypercalls'];

test('every proposal with a DMA layer is run here', () => {
  const names = Object.keys(expected).filter((name) => !name.includes('/'));
  expect([...names, ...notRun].sort()).toEqual(Object.keys(dmaDecisions.designs).sort());
});

test.each(notRun)('%s says why it is not', async (proposal) => {
  const { code, out, err } = await cli(['run', 'blk', '--proposal', proposal]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(new RegExp(`^coco-dma: ${proposal} is not run on bytes: .+\n$`));
});

test.each(Object.entries(expected))('%s', async (name, wanted) => {
  const [proposal = '', flag] = name.split('/');
  const flags = ['--size', '64KiB', '--verify', '--json', ...(flag ? [`--${flag}`] : [])];
  const { code, out } = await cli(['run', 'blk', '--proposal', proposal, ...flags]);
  const run = JSON.parse(out);
  expect({ code, done: run.done, failure: run.failure?.message, ...run.host.seen }).toEqual(wanted);
  if (run.complete) expect(run.verified).toBe(SIZE);
});

describe('a refusal ends with the rule', () => {
  test.each([
    [
      'a driver without bit 27',
      ['virtioSwiotlbRefuse', '--decline', '27'],
      'deviceRefusesUnrestrictedDriver',
    ],
    ['a legacy device', ['virtioSwiotlbRefuse', '--legacy'], 'legacyNeverInCoCo'],
  ])('%s', async (_, args, rule) => {
    const { code, out } = await cli(['run', 'blk', '--size', '64KiB', '--proposal', ...args]);
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n').at(-1)).toContain(`(${rule}).`);
  });

  test('a device that hopes works without it, and what it may not reach is blocked', async () => {
    const args = ['run', 'blk', '--size', '64KiB', '--proposal', 'virtioSwiotlbHope', '--decline', '27'];
    const { code, out } = await cli(args);
    expect(code).toBe(1);
    expect(out).toContain('features 32, 33; addresses of the DMA API');
    expect(out).toContain(STUCK);
  });
});

test('the image is as before, also where only part of it is used', async () => {
  const path = image('disk.img', 100_352);
  const before = hashOf(path);
  const { code, out } = await cli([
    'run',
    'blk',
    '--proposal',
    'linux73CcShared',
    '--image',
    path,
    '--verify',
  ]);
  expect(code).toBe(0);
  expect(out).toContain('verified  100,352 bytes');
  expect(hashOf(path)).toBe(before);
});

describe('what cannot be used', () => {
  const blk = (...args: string[]) => cli(['run', 'blk', '--proposal', 'linux73CcShared', ...args]);
  test('an image that is not there', async () => {
    const path = join(folder, 'missing.img');
    expect(await blk('--image', path)).toEqual({
      code: 2,
      out: '',
      err: `coco-dma: ${path}: there is no such file; truncate -s 64M makes one\n`,
    });
  });
  test('an image of half a sector', async () => {
    const { code, err } = await blk('--image', image('half.img', 768));
    expect(code).toBe(2);
    expect(err).toContain('768 bytes are no disk of whole sectors of 512 bytes');
  });
  test('an empty image', async () => {
    expect((await blk('--image', image('empty.img', 0))).err).toContain('0 bytes are no disk');
  });
  test('a read-only image', async () => {
    const path = image('ro.img', 512);
    chmodSync(path, 0o444);
    const { code, err } = await blk('--image', path);
    expect(code).toBe(2);
    expect(err).toContain('is read-only');
  });
  test('a folder', async () => {
    expect((await blk('--image', folder)).err).toContain('is a folder, not an image');
  });
  test('a proposal that there is not', async () => {
    const { code, err } = await cli(['run', 'blk', '--proposal', 'linux73CcShard']);
    expect(code).toBe(2);
    expect(err).toBe('coco-dma: there is no proposal linux73CcShard; did you mean linux73CcShared?\n');
  });
  test('a private device where there is none', async () => {
    expect((await blk('--private')).err).toBe(
      'coco-dma: --private: linux73CcShared has no private devices\n',
    );
  });
  test('a private device of QEMU', async () => {
    const { err } = await cli(['run', 'blk', '--proposal', 'privatePool', '--private', '--device', 'qemu']);
    expect(err).toContain("QEMU's devices are the host's");
  });
  test('a size that is none', async () => {
    expect((await blk('--size', '100')).err).toContain('--size 100: give bytes as in 512KiB');
  });
});

test('nothing temporary is left behind', () => {
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('coco-dma-disk-'))).toEqual([]);
});
