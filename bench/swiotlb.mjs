// Speed of the runtime's swiotlb: `npm run bench:swiotlb`. Seconds are those of the CPU, so that a busy machine
// disturbs less; ratios are of one run; nothing is asserted.
import { IoTlbMem, physAddr, Swiotlb, swiotlbDevice } from '../dist/runtime/index.js';

const NSLABS = 32768;
const SLOT = 2048;
const ROUNDS = 5;
const PAIRS = 300_000;
const start = physAddr(0x4000_0000);

/** Numbers below a bound, always the same ones. Source: Park and Miller's minimal standard generator. */
function numbers(seed) {
  let state = seed;
  return (bound) => {
    state = (state * 48271) % 0x7fffffff;
    return state % bound;
  };
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (act) => {
  const from = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
};
const line = (cells) =>
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(44) : cell.padStart(18))).join(''));

/** Mappings of a pool that is half full: one is given back, another one taken. */
function pairs(name, device, nareas, sizeOf) {
  const mem = new IoTlbMem({ start, nslabs: NSLABS, nareas });
  const number = numbers(1);
  const live = [];
  const map = () => {
    const size = sizeOf(number);
    return mem.tblMapSingle(device, physAddr(number(2 ** 30) & ~0x1ff), size, 0, number(nareas));
  };
  while (mem.totalUsed < NSLABS / 2) live.push(map());
  const round = () => {
    for (let i = 0; i < PAIRS; i++) {
      const at = number(live.length);
      mem.unmap(device, live[at]);
      live[at] = map();
    }
  };
  round();
  const rates = Array.from({ length: ROUNDS }, () => PAIRS / seconds(round));
  line([name, `${(median(rates) / 1e6).toFixed(2)} M/s`, `${((100 * mem.totalUsed) / NSLABS).toFixed(0)} %`]);
}

line([`map + unmap, ${NSLABS} slots`, 'pairs', 'slots in use']);
const plain = swiotlbDevice({ name: 'eth0' });
const nvme = swiotlbDevice({ name: 'nvme0', minAlignMask: 4095 });
const upTo = (bytes) => (number) => 1 + number(bytes);
pairs('one slot, 1 area', plain, 1, upTo(SLOT));
pairs('one slot, 8 areas', plain, 8, upTo(SLOT));
pairs('1 to 8 slots, 1 area', plain, 1, upTo(8 * SLOT));
pairs('4 KiB aligned as the original, 1 area', nvme, 1, () => 4096);
pairs('1 to 64 KiB aligned as the original, 8 areas', nvme, 8, upTo(65536));

/** One buffer: originals in its first half, the pool in its second. */
function copies(name, size, bounce) {
  const half = NSLABS * SLOT;
  const bytes = Buffer.alloc(2 * half, 1);
  const memory = {
    read: (at, length) => Buffer.from(bytes.subarray(at, at + length)),
    write: (at, data) => bytes.set(data, at),
    copy: (to, from, length) => bytes.copy(bytes, to, from, from + length),
    fill: (at, length, byte) => bytes.fill(byte, at, at + length),
  };
  const swiotlb = new Swiotlb(memory, { start: physAddr(half), nslabs: NSLABS, nareas: 1 });
  const times = Math.ceil(2 ** 30 / size);
  const at = (i) => (i * size) % (half - size);
  const bounced = bounce(swiotlb, size, times, at);
  const bare = () => {
    for (let i = 0; i < times; i++) bytes.copy(bytes, half + at(i), at(i), at(i) + size);
  };
  const ratios = [];
  const rates = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const own = (bounced.copies * size * times) / seconds(bounced.round);
    const peer = (size * times) / seconds(bare);
    // The first round is for the compiler.
    if (round > 0) {
      ratios.push(own / peer);
      rates.push(own);
    }
  }
  line([name, `${(median(rates) / 2 ** 30).toFixed(2)} GiB/s`, `${(100 * median(ratios)).toFixed(0)} %`]);
}

const mapped = (swiotlb, size, times, at) => ({
  copies: 2,
  round() {
    for (let i = 0; i < times; i++)
      swiotlb.tblUnmapSingle(
        plain,
        swiotlb.tblMapSingle(plain, physAddr(at(i)), size, 0, 0),
        size,
        'BIDIRECTIONAL',
      );
  },
});
const synced = (swiotlb, size, times) => {
  const live = Array.from({ length: Math.floor(NSLABS / 2 / Math.max(1, size / SLOT)) }, (_, i) =>
    swiotlb.tblMapSingle(plain, physAddr((i * size) % 2 ** 25), size, 0, 0),
  );
  return {
    copies: 1,
    round() {
      for (let i = 0; i < times; i++)
        swiotlb.syncSingleForDevice(plain, live[i % live.length], size, 'TO_DEVICE');
    },
  };
};

console.log();
line(['bytes bounced', 'bandwidth', 'of Buffer.copy']);
for (const size of [2048, 4096, 16384, 65536, 262144]) {
  copies(`map and unmap ${size / 1024} KiB, both directions`, size, mapped);
  copies(`sync ${size / 1024} KiB`, size, synced);
}
