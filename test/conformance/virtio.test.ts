import { expect, test } from '@jest/globals';
import { playOnModel, virtioScenarios } from '../../conformance/index.ts';
import { invariants } from '../../invariants/index.ts';
import { runCli } from '../fixtures/runCli.ts';

test('there are the scenarios E1 to E27', () => {
  expect(virtioScenarios.map(({ id }) => id)).toEqual(Array.from({ length: 27 }, (_, i) => `E${i + 1}`));
});

// What QEMU does is compared in virtio.crosscheck.ts; here only that our half has not moved.
test.each(virtioScenarios)('$id on our runtime: $setUp', async (scenario) => {
  expect(await playOnModel(scenario)).toBe(scenario.differs?.model ?? scenario.qemu);
});

test('every counterexample is one of an invariant that there is', () => {
  const named = virtioScenarios.flatMap(({ breaks }) => breaks ?? []);
  expect(named.filter((wanted) => !invariants.some(({ name }) => name === wanted))).toEqual([]);
});

test('a scenario that there is not', async () => {
  const { code, err } = await runCli(['conform', 'virtio', 'E28']);
  expect({ code, err }).toEqual({ code: 2, err: 'coco-dma: there is no scenario E28; did you mean E2?\n' });
});
