import { LittleEndian, PAGE_SIZE, physAddr } from '../../runtime/index.ts';
import { type ByteRun, printable } from './byteRun.ts';
import { guestWithPool, sharedPage, sidesOf } from './guestOnBytes.ts';

/** Bytes that there is room for, and bytes that the host says there are. */
const ROOM = 16;
const BEYOND = ROOM + 6;

/**
 * A length in a shared page is checked, and then used. What came lies in a private page, with something else behind it.
 *
 * @param wrong how the guest without the rule comes to the length that it uses: it fetches the field again after the
 *   check (E6), or checks nothing (C1).
 */
export const hostileLength =
  (wrong: 'fetchesTwice' | 'neverChecks'): ByteRun =>
  (keepsRule) => {
    const { memory } = guestWithPool();
    const { cpu, host } = sidesOf(memory);
    const shared = sharedPage(memory);
    const own = memory.allocPages(PAGE_SIZE, 0);
    memory.write(physAddr(own + ROOM), Buffer.from('SECRET'));
    const [seenByCpu, seenByHost] = [new LittleEndian(cpu), new LittleEndian(host)];
    seenByHost.setU16(shared, wrong === 'fetchesTwice' ? ROOM : BEYOND);
    const fetched = seenByCpu.u16(shared);
    seenByHost.setU16(shared, BEYOND);
    const wrongly = wrong === 'fetchesTwice' && fetched <= ROOM ? seenByCpu.u16(shared) : fetched;
    const rightly = fetched <= ROOM ? fetched : 0;
    const seen = memory.read(own, keepsRule ? rightly : wrongly);
    return {
      violated: seen.includes('SECRET'),
      told: `of ${ROOM} bytes ${seen.length} are handed on: ${printable(seen)}`,
    };
  };
