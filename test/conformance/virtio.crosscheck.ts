import { afterAll, expect, test } from '@jest/globals';
import { conformVirtio, type VirtioRow, virtioScenarios } from '../../conformance/index.ts';
import { runCli } from '../fixtures/runCli.ts';

const rows: VirtioRow[] = [];
afterAll(() => {
  const told = rows.map(
    ({ id, model, qemu, agree }) => `${id} ${agree ? 'agree ' : 'differ'} ${model} | ${qemu}`,
  );
  process.stdout.write(`model | QEMU:\n${told.map((row) => `  ${row}\n`).join('')}`);
});

test.each(virtioScenarios)(
  '$id on QEMU and on our runtime: $setUp',
  async (scenario) => {
    const row = await conformVirtio(scenario);
    rows.push(row);
    const { qemu, differs } = scenario;
    expect({ model: row.model, qemu: row.qemu }).toEqual({ model: differs?.model ?? qemu, qemu });
    expect(row.agree).toBe(differs === undefined);
  },
  60_000,
);

test('the table of the command says the same', async () => {
  const { code, out } = await runCli(['conform', 'virtio', 'E1', 'E7']);
  expect(code).toBe(0);
  expect(out).toContain('1 agree, 1 differ; 0 not as stated.');
}, 60_000);
