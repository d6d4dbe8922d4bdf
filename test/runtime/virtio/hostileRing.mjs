// A virtqueue under attack, in a process of its own since Jest's sandbox makes globals slow.
// Usage: node hostileRing.mjs <index.js of the built runtime> <mutations> <seed>
// Prints what was tried and seen as JSON; ends with an error at the first thing that must not happen.
import { pathToFileURL } from 'node:url';

const [entry, count, seed] = process.argv.slice(2);
const {
  BlkDriver,
  BlkError,
  DmaRefusedError,
  blkDevice,
  DeviceQueue,
  DeviceStuckError,
  DriverQueue,
  RequestQueue,
  RingError,
  splitRingAt,
  splitRingBytes,
} = await import(pathToFileURL(entry).href);
const mutationsWanted = Number(count);

/** mulberry32: the same numbers for the same seed. */
let state = Number(seed) >>> 0;
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
};
const below = (n) => random() % n;
const oneOf = (values) => values[below(values.length)];

const must = (condition, what) => {
  if (!condition) throw new Error(`${what()} (seed ${seed})`);
};

const SIZE = 8;
const BASE = 0x1000;
const MEMORY = 0x8000;
const ring = splitRingAt(BASE, SIZE);
const end = BASE + splitRingBytes(SIZE);
const seen = {
  mutations: 0,
  completions: 0,
  refusals: {},
  deviceRefusals: {},
  served: 0,
  requests: 0,
  requestErrors: {},
};
const tally = (into, error) => {
  const kind = `${error.name}: ${error.message.replaceAll(/0x[0-9a-f]+|\d+/g, 'n')}`;
  into[kind] = (into[kind] ?? 0) + 1;
};

class Memory {
  bytes = new Uint8Array(MEMORY);
  view = new DataView(this.bytes.buffer);
  read(address, into) {
    this.check(address, into.length);
    into.set(this.bytes.subarray(address, address + into.length));
  }
  write(address, from) {
    this.check(address, from.length);
    this.bytes.set(from, address);
  }
  check(address, length) {
    if (!(address >= 0 && address + length <= MEMORY))
      throw new DmaRefusedError('page ownership', 0, address, 0, 'outside of memory');
  }
  /** One field or byte of the ring becomes something else: near the truth, at an edge, or anything. */
  mutate() {
    seen.mutations++;
    const { view } = this;
    switch (below(9)) {
      case 0:
        return view.setUint16(
          ring.used + 2,
          view.getUint16(ring.used + 2, true) + oneOf([1, 1, 1, 2, -1, 8, 9, 0x8000]),
          true,
        );
      case 1:
        return view.setUint32(
          ring.used + 4 + 8 * below(SIZE),
          oneOf([below(SIZE), below(SIZE), SIZE, 0xffff, 0xffffffff, random()]),
          true,
        );
      case 2:
        return view.setUint32(
          ring.used + 8 + 8 * below(SIZE),
          oneOf([0, 1, 513, below(2048), 0x7fffffff, 0xffffffff, random()]),
          true,
        );
      case 3:
        return view.setUint16(ring.desc + 16 * below(SIZE) + 14, oneOf([below(SIZE), SIZE, 0xffff]), true);
      case 4:
        return view.setUint16(ring.desc + 16 * below(SIZE) + 12, below(8), true);
      case 5:
        return view.setUint32(
          ring.desc + 16 * below(SIZE) + oneOf([0, 4, 8]),
          oneOf([0, 1, MEMORY - 1, 0xffffffff, random()]),
          true,
        );
      case 6:
        return view.setUint16(
          ring.avail + 2,
          view.getUint16(ring.avail + 2, true) + oneOf([1, 1, 2, -1, 8, 9, 0x8000]),
          true,
        );
      case 7:
        return view.setUint16(ring.avail + 4 + 2 * below(SIZE), oneOf([below(SIZE), SIZE, 0xffff]), true);
      default:
        this.bytes[BASE + below(end - BASE)] = random();
    }
  }
}

/** The ring as the driver reaches it: while it reads, the host writes; and it may read the used area only. */
class AttackedMemory extends Memory {
  oddsOf = 3;
  read(address, into) {
    must(
      address >= ring.used && address + into.length <= end,
      () => `the driver reads ${into.length} bytes at ${address}`,
    );
    if (below(this.oddsOf) === 0) this.mutate();
    super.read(address, into);
  }
  write(address, from) {
    must(
      address >= BASE && address + from.length <= end,
      () => `the driver writes ${from.length} bytes at ${address}`,
    );
    super.write(address, from);
  }
}

/** The host makes used entries that are true, so that the driver goes on and gets far. */
function honestStep(memory, outstanding) {
  const heads = [...outstanding.keys()].filter((head) => !outstanding.get(head).given);
  if (heads.length === 0) return;
  const head = oneOf(heads);
  const chain = outstanding.get(head);
  chain.given = true;
  const idx = memory.view.getUint16(ring.used + 2, true);
  const at = ring.used + 4 + 8 * (idx % SIZE);
  memory.view.setUint32(at, head, true);
  memory.view.setUint32(at + 4, below(chain.room + 1), true);
  memory.view.setUint16(ring.used + 2, idx + 1, true);
}

/** One life of a driver's queue, until the device has broken it. */
function attackDriver() {
  const memory = new AttackedMemory();
  memory.oddsOf = oneOf([2, 5, 20, 100]);
  const queue = new DriverQueue(memory, ring);
  const outstanding = new Map();
  const segmentsOf = new Map();
  let next = 0;
  const sameSegments = (token, segments) => {
    must(
      JSON.stringify(segments) === segmentsOf.get(token),
      () => `chain ${token} would be unmapped as ${JSON.stringify(segments)}`,
    );
    must(segmentsOf.delete(token), () => `chain ${token} came back twice`);
  };
  let broken;
  for (let step = 0; step < 400 && !broken; step++) {
    try {
      if (below(2) === 0 && queue.free > 0) {
        const segments = Array.from({ length: 1 + below(queue.free) }, () => ({
          address: below(MEMORY),
          length: 1 + below(600),
          writable: false,
        }));
        for (let i = below(segments.length + 1); i < segments.length; i++) segments[i].writable = true;
        // Which descriptor becomes the head shows in the available ring, unless the host has been there.
        queue.add(segments, next);
        segmentsOf.set(next, JSON.stringify(segments));
        const idx = memory.view.getUint16(ring.avail + 2, true);
        const head = memory.view.getUint16(ring.avail + 4 + 2 * ((idx - 1) & (SIZE - 1)), true);
        const room = segments.reduce((sum, { length, writable }) => sum + (writable ? length : 0), 0);
        outstanding.set(head, { room, given: false, token: next++ });
      }
      if (below(3) > 0) honestStep(memory, outstanding);
      for (let used = queue.takeUsed(); used; used = queue.takeUsed()) {
        seen.completions++;
        sameSegments(used.token, used.segments);
        const room = used.segments.reduce((sum, { length, writable }) => sum + (writable ? length : 0), 0);
        must(used.written <= room, () => `${used.written} bytes of ${room}`);
        for (const [head, { token }] of outstanding) if (token === used.token) outstanding.delete(head);
      }
      must(
        queue.outstanding === segmentsOf.size,
        () => `${queue.outstanding} outstanding, ${segmentsOf.size} given`,
      );
    } catch (error) {
      if (!(error instanceof RingError)) throw error;
      broken = error;
    }
  }
  if (broken) {
    tally(seen.refusals, broken);
    for (const again of [
      () => queue.takeUsed(),
      () => queue.add([{ address: 0, length: 1, writable: true }], -1),
    ]) {
      let refused;
      try {
        again();
      } catch (error) {
        refused = error;
      }
      must(refused === broken, () => 'a broken queue goes on');
    }
  }
  for (const { token, segments } of queue.detachUnused()) sameSegments(token, segments);
  must(segmentsOf.size === 0, () => `${segmentsOf.size} chains are lost`);
  must(queue.free === SIZE && queue.outstanding === 0, () => 'descriptors are lost');
}

const disk = new Uint8Array(16 * 512);
const store = {
  bytes: disk.length,
  readOnly: false,
  read: (offset, into) => {
    must(
      offset >= 0 && offset + into.length <= disk.length,
      () => `the device reads ${into.length} bytes of the disk at ${offset}`,
    );
    into.set(disk.subarray(offset, offset + into.length));
  },
  write: (offset, from) => {
    must(
      offset >= 0 && offset + from.length <= disk.length,
      () => `the device writes ${from.length} bytes of the disk at ${offset}`,
    );
    disk.set(from, offset);
  },
  flush: () => {},
};
const blk = blkDevice(store, 'disk');

/** One life of a device's queue, until the driver has broken it. */
function attackDevice() {
  const memory = new Memory();
  const driver = new DriverQueue(memory, ring);
  const queue = new DeviceQueue(memory, ring);
  for (let step = 0; step < 60; step++) {
    try {
      const header = 0x4000 + 16 * below(8);
      memory.view.setUint32(header, oneOf([0, 0, 1, 1, 4, 8, 99, random()]), true);
      memory.view.setUint32(header + 8, oneOf([below(16), below(16), 15, 16, random()]), true);
      memory.view.setUint32(header + 12, oneOf([0, 0, 0, random()]), true);
      const data = {
        address: 0x5000 + 512 * below(4),
        length: oneOf([512, 1024, 100]),
        writable: below(2) === 0,
      };
      if (driver.free >= 3)
        driver.add(
          [
            { address: header, length: 16, writable: false },
            data,
            { address: 0x7000, length: 1, writable: true },
          ],
          step,
        );
      for (let n = below(4); n > 0; n--) memory.mutate();
      for (let chain = queue.pop(); chain; chain = queue.pop()) {
        must(chain.segments.length <= SIZE, () => 'a chain longer than the queue');
        const written = blk.serve(chain, memory);
        queue.push(chain.head, written);
        seen.served++;
      }
      try {
        while (driver.takeUsed());
      } catch (error) {
        if (!(error instanceof RingError)) throw error;
        return;
      }
    } catch (error) {
      if (!(error instanceof RingError || error instanceof DmaRefusedError)) throw error;
      tally(seen.deviceRefusals, error);
      return;
    }
  }
}

/** A block driver whose device lies at every level: ring, lengths, status bytes, notifications, silence. */
async function attackRequests() {
  const memory = new AttackedMemory();
  const guest = new Memory();
  const mapped = new Map();
  let slot = 0;
  // Bounced: the host reaches the ring only, and copies of buffers that the mapping makes.
  const dma = {
    map: (buffer, length, direction) => {
      const address = 0x10_0000 + 0x1000 * slot++;
      mapped.set(address, { buffer, length, direction });
      return address;
    },
    unmap: (address, length, direction) => {
      const mapping = mapped.get(address);
      must(
        mapping?.length === length && mapping.direction === direction,
        () => `unmap of ${address}+${length} ${direction}`,
      );
      mapped.delete(address);
      if (direction !== 'FROM_DEVICE') return;
      for (let i = 0; i < length; i++)
        if (below(4) === 0) guest.bytes[mapping.buffer + i] = oneOf([0, 0, 1, 2, 0xff, random()]);
    },
    allocCoherent: () => BASE,
  };
  memory.oddsOf = oneOf([2, 10, 50]);
  const transport = {
    status: async () => oneOf([15, 15, 79]),
    notify: async () => {
      for (let n = below(6); n > 0; n--) honest();
    },
    interrupt: async () => {
      honest();
      return oneOf([1, 1, 1, 1, 2, 3, 0]);
    },
  };
  const queue = new DriverQueue(memory, ring);
  const requests = new RequestQueue(queue, 0, transport, dma);
  const driver = new BlkDriver(requests, guest, { address: 0, depth: 2 });
  let given = 0;
  const honest = () => {
    const idx = memory.view.getUint16(ring.avail + 2, true);
    if (given === idx) return;
    const head = memory.view.getUint16(ring.avail + 4 + 2 * (given & (SIZE - 1)), true);
    given = (given + 1) & 0xffff;
    const used = memory.view.getUint16(ring.used + 2, true);
    memory.view.setUint32(ring.used + 4 + 8 * (used % SIZE), head, true);
    memory.view.setUint32(ring.used + 8 + 8 * (used % SIZE), oneOf([1, 513, 513, 0, 514]), true);
    memory.view.setUint16(ring.used + 2, used + 1, true);
  };
  for (let n = 0; n < 20; n++) {
    try {
      seen.requests++;
      await driver.transfer(
        [0, 1, 2].map((i) => ({
          type: oneOf(['IN', 'OUT']),
          sector: i,
          address: 0x2000 + 512 * i,
          length: 512,
        })),
      );
    } catch (error) {
      tally(seen.requestErrors, error);
      if (error instanceof BlkError) continue;
      if (!(error instanceof RingError || error instanceof DeviceStuckError)) throw error;
      break;
    }
  }
  requests.release();
  must(mapped.size === 0, () => `${mapped.size} mappings are lost`);
}

while (seen.mutations < mutationsWanted) {
  attackDriver();
  attackDevice();
  await attackRequests();
}
process.stdout.write(JSON.stringify(seen));
