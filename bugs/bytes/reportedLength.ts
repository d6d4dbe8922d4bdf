import {
  DriverQueue,
  LittleEndian,
  PAGE_SIZE,
  physAddr,
  RingError,
  splitRingAt,
  usedElementAt,
  usedIdxAt,
} from '../../runtime/index.ts';
import { type ByteRun, printable } from './byteRun.ts';
import { guestWithPool, sharedPage, sidesOf } from './guestOnBytes.ts';

const POSTED = 16;

/**
 * D3 and D4: the device says that it wrote more than was posted, and the driver hands as many bytes on. Behind the buffer
 * lies something else.
 *
 * @param wrongBound what the driver without the rule takes for the longest answer, in bytes.
 */
const reportedLength =
  (wrongBound: number): ByteRun =>
  (keepsRule) => {
    const { memory } = guestWithPool();
    const { cpu, host } = sidesOf(memory);
    const ring = splitRingAt(sharedPage(memory), 4);
    const queue = new DriverQueue<string>(cpu, ring);
    const buffer = memory.allocPages(PAGE_SIZE, 0);
    memory.write(physAddr(buffer + POSTED), Buffer.from('SECRET'));
    queue.add([{ address: buffer, length: POSTED, writable: true }], 'request');
    const seenByHost = new LittleEndian(host);
    seenByHost.setPair(usedElementAt(ring, 0), 0, POSTED + 6);
    seenByHost.setU16(usedIdxAt(ring), 1);
    const length = keepsRule
      ? believed(queue)
      : Math.min(new LittleEndian(cpu).pair(usedElementAt(ring, 0)).length, wrongBound);
    const seen = memory.read(buffer, length);
    return {
      violated: seen.includes('SECRET'),
      told: `of ${POSTED} bytes that were posted ${seen.length} are handed on: ${printable(seen)}`,
    };
  };

/** D3: a driver that believes any length. */
export const anyReportedLength = reportedLength(Number.POSITIVE_INFINITY);

/** D4: the first fix, which bounds it by a page. */
export const pageReportedLength = reportedLength(PAGE_SIZE);

/** The queue breaks rather than believe it. */
function believed(queue: DriverQueue<string>): number {
  try {
    return queue.takeUsed()?.written ?? 0;
  } catch (error) {
    if (error instanceof RingError) return 0;
    throw error;
  }
}
