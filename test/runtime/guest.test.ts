import { describe, expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import {
  type BlockStore,
  blkDevice,
  Guest,
  guestDesignOf,
  runBlk,
  VirtioDevice,
} from '../../runtime/index.ts';
import { arrayStore } from './devices/blkBench.ts';

const BYTES = 64 << 10;
const system = proposals.find(({ system: { name } }) => name === 'linux73CcShared')?.system;
if (!system) throw new Error('there is no linux73CcShared');
const design = guestDesignOf(system);

/** A run over a disk of which the guest's side is `seenAs`. */
async function run(seenAs: (store: BlockStore) => BlockStore) {
  const disk = Uint8Array.from({ length: BYTES }, (_, i) => (i * 7) & 0xff);
  const before = disk.slice();
  const medium = arrayStore(disk);
  const guest = new Guest({ design, isPrivate: false });
  const device = new VirtioDevice({ type: blkDevice(seenAs(medium), ''), memory: guest.port });
  const common = { guest, device, medium, bytes: BYTES, verify: true };
  const result = await runBlk({ ...common, now: () => 0, goOn: async () => true });
  return { result, unchanged: Buffer.compare(disk, before) === 0 };
}

describe('verification finds', () => {
  test('nothing in an honest disk, which is then as it was', async () => {
    const { result, unchanged } = await run((store) => store);
    expect({ failure: result.failure, verified: result.verified, unchanged }).toEqual({
      failure: undefined,
      verified: BYTES,
      unchanged: true,
    });
  });

  test('a byte that the device reads wrongly', async () => {
    const { result, unchanged } = await run((store) => ({
      ...store,
      read(offset, into) {
        store.read(offset, into);
        if (offset === 0) into[100] = (into[100] ?? 0) ^ 1;
      },
    }));
    expect(result.failure?.message).toBe('the device reads byte 0xbd at 100, where 0xbc was written');
    expect(unchanged).toBe(true);
  });

  test('a write that the device forgets, and the image is as it was all the same', async () => {
    let writes = 0;
    const { result, unchanged } = await run((store) => ({
      ...store,
      write(offset, from) {
        writes += 1;
        if (writes !== 2) store.write(offset, from);
      },
    }));
    expect(result.failure?.message).toMatch(
      /^the device gives back byte .* at 16384, where 0x53 was written$/,
    );
    expect(unchanged).toBe(true);
  });

  test('a write that the device keeps to itself', async () => {
    const own = new Uint8Array(BYTES).map((_, i) => (i * 7) & 0xff);
    const { result } = await run(() => arrayStore(own));
    expect(result.failure?.message).toMatch(/^the medium holds byte 0x0 at 0, where 0x53 was written$/);
  });
});
