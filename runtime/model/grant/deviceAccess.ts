import type { AnyEvent } from '../../../composition/index.ts';
import type { PhysAddr } from '../../addresses.ts';
import type { BusPort } from '../../bus/index.ts';
import { DmaRefusedError } from '../../errors.ts';
import { MARK_SIZE } from '../marks.ts';
import { refuse } from '../refusing.ts';

/** Whether a device gets at memory. */
export function reaches(port: BusPort, at: PhysAddr): boolean {
  try {
    port.read(at, new Uint8Array(MARK_SIZE));
    return true;
  } catch (error) {
    if (error instanceof DmaRefusedError) return false;
    throw error;
  }
}

/** A device reads a page, and writes back what it has read: it passes or not, as the step says. */
export function accessPage(port: BusPort, at: PhysAddr, event: AnyEvent): void {
  const outcome = reaches(port, at) ? 'done' : 'blocked';
  if (outcome !== event['outcome']) refuse(event, `the access is ${outcome}`);
  if (outcome === 'blocked') return;
  const bytes = new Uint8Array(MARK_SIZE);
  port.read(at, bytes);
  port.write(at, bytes);
}
