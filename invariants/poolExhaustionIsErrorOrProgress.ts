import { leadsTo } from './define.ts';

/**
 * A request that finds the pool full waits for slots or ends in an error. One that waits for more slots than the pool has
 * waits for ever, and its caller is never told. Guest and device are strongly fair in each step, so that a request
 * starves only if it must: what could be mapped again and again is mapped.
 */
export const poolExhaustionIsErrorOrProgress = leadsTo({
  name: 'poolExhaustionIsErrorOrProgress',
  summary: 'a request that the bounce pool cannot hold fails, and one that it can hold is mapped in the end',
  source:
    'Linux 6.12 drivers/block/virtio_blk.c virtio_queue_rq (-ENOMEM becomes BLK_STS_RESOURCE, and is tried again); recorded boot x19-small-virtio-livelock',
  over: ['request'],
  fairness: [{ strength: 'strong', per: 'step', by: ['guest', 'device'] }],
  applies: ({ request }) => request.value === 'queued' || request.value === 'unmappable',
  goal: ({ request }) => request.value === 'mapped' || request.value === 'failed',
});
