import { ConversionError, GuestMemory, PAGE_SIZE, RefusedByStateError } from '../../runtime/index.ts';
import { type ByteRun, printable } from './byteRun.ts';

/** A4: the host shares a page and says that it failed; the page is freed, and somebody else's secret is put into it. */
export const freedInDoubt: ByteRun = (keepsRule) => {
  const memory = new GuestMemory({
    size: 4 * PAGE_SIZE,
    conversions: () => ({ failsLeaving: 'shared' }),
    page: { leaksOnFailure: keepsRule },
  });
  const page = memory.allocPages(PAGE_SIZE, 0);
  ignoring(ConversionError, () => memory.setMemoryDecrypted(page, PAGE_SIZE));
  ignoring(RefusedByStateError, () => memory.freePages(page, PAGE_SIZE));
  const next = memory.allocPages(PAGE_SIZE, 1);
  memory.write(next, Buffer.from('SECRET'));
  const seen = memory.host.read(next, 6);
  return {
    violated: seen.includes('SECRET'),
    told: `the host reads ${printable(seen)} of the next page that is allocated`,
  };
};

/** Goes on after the error that is the matter, and after no other. */
function ignoring(expected: typeof ConversionError | typeof RefusedByStateError, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof expected)) throw error;
  }
}
