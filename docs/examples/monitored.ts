import { proposals } from 'coco-dma/proposals';
import { ClaimViolatedError, MonitoredGuest } from 'coco-dma/runtime';

/** A driver sets its not-bounce-buffer bit, and the DMA layer bounces nevertheless: a claim stops it. */
export function monitored(): string {
  const design = proposals.find(({ system }) => system.name === 'notBounceBit');
  if (!design) throw new Error('the design notBounceBit is gone');
  const claims = design.system.claims.filter(({ name }) => name === 'noPrivateByteInSharedPool');
  const guest = new MonitoredGuest({ ...design.system, claims }, { sizes: design.smallSizes });
  const [page, device] = [0, 0];
  guest.step({ type: 'POOL_INIT', pool: 0 });
  guest.step({ type: 'BIND_DRIVER', device });
  guest.step({ type: 'ALLOC', page, device });
  guest.step({ type: 'SET_NO_BOUNCE', device });
  guest.step({ type: 'WRITE', page, device, content: 'secret' });
  try {
    guest.step({
      ...{ type: 'MAP_BOUNCED', mapping: 0, device, page, slot: 0, pool: 0, dir: 'TO_DEVICE' },
      ...{ content: 'secret', memory: 'shared', why: 'addressing' },
    });
  } catch (error) {
    if (error instanceof ClaimViolatedError) return error.message;
    throw error;
  }
  return 'nobody minded';
}
