import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askCli } from '../fixtures/askCli.ts';
import { root } from '../fixtures/builtCli.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-model-'));
const file = join(folder, 'model.ts');
let template = '';
beforeAll(async () => {
  expect(await askCli(['init', file])).toMatchObject({
    code: 0,
    out: `${file}\nNext: npx coco-dma check ${file}\n`,
  });
  template = readFileSync(file, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file beside the one that was written, with something changed in it. */
function changed(name: string, from: string, to: string): string {
  expect(template).toContain(from);
  const path = join(folder, name);
  writeFileSync(path, template.replace(from, to));
  return path;
}

describe('a model file, with no project around it', () => {
  // 3 x 3 states of two clients, but that both use it; the server follows from them.
  test('is checked as it was written', async () => {
    const { code, out } = await askCli(['check', file, '--json']);
    expect(code).toBe(0);
    const [model, ...others] = JSON.parse(out).proposals;
    expect(others).toEqual([]);
    expect(model).toMatchObject({ name: 'model', states: 8, complete: true });
    expect(model.pinned).toBeUndefined();
    expect(model.claims).toMatchObject([
      { invariant: 'oneAtATime', verdict: 'holds', expected: 'holds', asStated: true },
      { invariant: 'everybodyCanUseIt', verdict: 'holds', expected: 'holds', asStated: true },
    ]);
  });

  test('without its rule it is not as stated, and names its file', async () => {
    const path = changed('unruly.ts', ', server: { machine: server }', '');
    const { code, out } = await askCli(['check', path, '--sarif']);
    expect(code).toBe(1);
    const [result] = JSON.parse(out).runs[0].results;
    expect(result).toMatchObject({ ruleId: 'oneAtATime', level: 'error' });
    expect(result.message.text).toContain('is violated in 4 steps, stated is holds');
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(path);
  });

  test('may state what it expects, and be JavaScript', async () => {
    const path = changed('unruly.mjs', ', server: { machine: server }', '');
    const plain = readFileSync(path, 'utf8')
      .replace(', type EventOf, type System', '')
      .replace(/^type .*$/m, '')
      .replaceAll(/\{ types: \{ events: \{\} as ModelEvent \} \}/g, '{}')
      .replace('claimsFor<{ client: typeof client }, typeof alphabet>', 'claimsFor')
      .replace('system: System', 'system');
    writeFileSync(path, `${plain}\nexport const stands = { oneAtATime: { violated: 4 } };\n`);
    const { code, out } = await askCli(['check', path]);
    expect(out).toContain('violated in 4  oneAtATime\n');
    expect(code).toBe(0);
  });

  test.each([
    ['why', ['GRANT(client=0)'], 'client[0] refuses it in state idle'],
    ['export', ['--to', 'promela'], 'active proctype'],
  ])('%s takes it too', async (command, args, told) => {
    const { code, out } = await askCli([command, file, ...args]);
    expect(code).toBe(0);
    expect(out).toContain(told);
  });

  test('that is not there, does not load or exports no system is a usage error', async () => {
    const missing = await askCli(['check', join(folder, 'missing.ts')]);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('coco-dma init')]);
    const broken = await askCli(['check', changed('broken.ts', 'const alphabet =', 'const alphabet = =')]);
    expect([broken.code, broken.err]).toEqual([2, expect.stringContaining('broken.ts: ')]);
    const hidden = await askCli(['check', changed('hidden.ts', 'export const system', 'const system')]);
    expect([hidden.code, hidden.err]).toEqual([2, expect.stringContaining('hidden.ts exports no system')]);
  });

  test('is never written over', async () => {
    const { code, err } = await askCli(['init', file]);
    expect([code, err]).toEqual([2, expect.stringContaining('EEXIST')]);
    expect(readFileSync(file, 'utf8')).toBe(template);
  });
});

test('the three examples of the documents, in one file', async () => {
  const { code, out } = await askCli(['check', join(root, 'docs', 'examples', 'models.ts'), '--json']);
  expect(code).toBe(0);
  const { proposals } = JSON.parse(out);
  expect(proposals.map(({ name, states }: { name: string; states: number }) => [name, states])).toEqual([
    ['twoPhaseCommit', 18],
    ['trafficLights', 5],
    ['diningPhilosophers', 27],
  ]);
});
