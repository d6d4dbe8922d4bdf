import { beforeAll, describe, expect, test } from '@jest/globals';
import { check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import type { FtraceReport } from '../../conformance/index.ts';
import type { SlotCountInput } from '../../machines/index.ts';
import { requestWorld, systemOf } from '../../proposals/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';
import { boots } from '../fixtures/kernelTraces.ts';

const livelock = 'x19-small-virtio-livelock';
/** Boots whose pools were full now and then, and that went on. */
const lasting = ['x05-tiny-nvme-smp1-storm', 'x09-small-nvme-storm'];
const reports = new Map<string, FtraceReport>();

beforeAll(async () => {
  const wanted = boots.filter(({ name }) => [livelock, ...lasting].includes(name));
  const { out } = await runBuilt(['conform', 'ftrace', '--json', ...wanted.map(({ trace }) => trace)]);
  for (const [at, report] of (JSON.parse(out).files as FtraceReport[]).entries())
    reports.set(wanted[at]?.name ?? '', report);
}, 60_000);

const predicted = async (pool: SlotCountInput, request: number) => {
  const system = systemOf('recorded', [], requestWorld(pool), { request });
  const [claim] = (await check(compose(system))).claims;
  return claim;
};

describe.each([1, 2])('with %d requests', (requests) => {
  test('the model predicts the recorded livelock from pool size and footprint', async () => {
    const { retries } = reports.get(livelock) as FtraceReport;
    expect(retries).toMatchObject([{ rounds: 771, ended: false, slotsNeeded: 513, poolSlots: 512 }]);
    const { slotsNeeded = 0, poolSlots = 0 } = retries[0] ?? {};
    const claim = await predicted({ nslabs: poolSlots, requestSlots: slotsNeeded }, requests);
    expect(claim).toMatchObject({ claim: 'poolExhaustionIsErrorOrProgress', verdict: 'violated' });
    // What is done for ever is what the kernel did 771 times: it tries, fails and is given the request again.
    expect(claim?.loop?.map(({ event }) => event)).toEqual([
      'REQUEUE_REQUEST(request=0)',
      'MAP_REQUEST_FAILS(request=0)',
    ]);
    expect(await predicted({ nslabs: slotsNeeded, requestSlots: slotsNeeded }, requests)).toMatchObject({
      verdict: 'holds',
    });
  });

  test.each(lasting)('the model predicts that %s goes on, though its pool is full at times', async (name) => {
    const { retries, failuresRecorded, highWater, poolSlots } = reports.get(name) as FtraceReport;
    expect(retries).toEqual([]);
    expect(failuresRecorded).toBeGreaterThan(0);
    const [pool] = Object.keys(poolSlots) as [string];
    // No request that was ever mapped was larger than all that was in use at one time.
    const measured = { nslabs: poolSlots[pool] ?? 0, requestSlots: highWater[pool] ?? 0 };
    expect(measured.requestSlots).toBeGreaterThan(measured.nslabs / 2);
    expect(await predicted(measured, requests)).toMatchObject({ verdict: 'holds' });
  });
});
