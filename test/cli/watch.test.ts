import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { builtCli, root, runBuilt } from '../fixtures/builtCli.ts';
import { endWatches, watched } from '../fixtures/watched.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-watch-'));
afterAll(async () => {
  await endWatches();
  rmSync(folder, { recursive: true, force: true });
});

/** Saves as editors do, in one stroke. */
function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  write(file, text.replace(from, to));
}

test('a model file and what it imports, through a leak, a half-saved file and back', async () => {
  await runBuilt(['init', join(folder, 'model.ts')]);
  const model = readFileSync(join(folder, 'model.ts'), 'utf8');
  write('spare.ts', "export const families = { server: 'machine' };\n");
  write('model.ts', `${model}\nimport { families } from './spare.ts';\nexport const spare = families;\n`);
  const watch = watched(builtCli(), folder, ['./model.ts']);

  expect(await watch.next()).toMatchObject({ round: 1, changed: [], exitCode: 0 });
  change('model.ts', ', server: { machine: server }', '');
  const leak = { proposal: 'model', invariant: 'oneAtATime' };
  const [proved, broken] = [{ verdict: 'holds' }, { verdict: 'violated', steps: 4 }];
  expect(await watch.next()).toMatchObject({
    round: 2,
    changed: ['model.ts'],
    differences: [{ ...leak, before: proved, after: broken }],
    exitCode: 1,
  });
  change('spare.ts', 'export const', 'export const const');
  expect(await watch.next()).toEqual({
    schema: 1,
    round: 3,
    changed: ['spare.ts'],
    error: expect.stringMatching(/model\.ts: .*spare\.ts:1:13/s),
    exitCode: 2,
  });
  // The verdict to compare with is the last one that there was.
  write('spare.ts', 'export const families = {};\n');
  expect(await watch.next()).toMatchObject({ changed: ['spare.ts'], differences: [], exitCode: 1 });
  write('model.ts', model);
  expect(await watch.next()).toMatchObject({
    differences: [{ ...leak, before: broken, after: proved }],
    exitCode: 0,
  });
  write('model.ts', `${model}// Nothing else.\n`);
  expect(await watch.next()).toMatchObject({ changed: ['model.ts'], differences: [], exitCode: 0 });
  expect(await watch.end()).toEqual({ code: 0, err: '' });
});

/** A lamp that can be switched, and a claim that some lamp breaks. */
const machine = (name: string) => `import { setup } from 'xstate';
export const ${name}Machine = setup({}).createMachine({
  id: '${name}', initial: 'off', states: { off: { on: { ON: 'on' } }, on: {} },
});\n`;
const proposal = (name: string) => `import { invariants } from '../invariants/index.ts';
import { alphabet, ${name}Machine } from '../machines/index.ts';
export const ${name}: unknown = {
  systems: [], title: '', argument: '', objection: '', sources: [], moves: [], smallSizes: {},
  stands: { neverOff: { violated: 0 }, sometimesOn: 'holds' }, pinned: { states: 2, transitions: 1 },
  system: { name: '${name}', alphabet, families: { lamp: { machine: ${name}Machine } }, claims: invariants },
};\n`;
const claim = (name: string, kind: string, test: string) => `export const ${name} = {
  kind: '${kind}', name: '${name}', summary: 'it is so', source: 'none', over: ['lamp'],
  applies: () => true, ${test.replace(/(\w+): /, '$1: ({ lamp }: { lamp: { value: string } }) => lamp.value ')},
};\n`;
/** An index as those of this repository, whose files are imported through it. */
const index = (names: readonly string[], rest: string) =>
  `${names.map((name) => `import { ${name} } from './${name}.ts';\n`).join('')}export { ${names.join(', ')} };\n${rest}`;

beforeAll(() => {
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'node_modules', '@xstate'), { recursive: true });
  for (const name of Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies))
    if (!name.startsWith('@model'))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  const lamps = ['bright', 'dim'];
  for (const name of lamps) {
    write(`machines/${name}Machine.ts`, machine(name));
    write(`proposals/${name}.ts`, proposal(name));
  }
  write('invariants/neverOff.ts', claim('neverOff', 'always', "holds: !== 'off'"));
  write('invariants/sometimesOn.ts', claim('sometimesOn', 'sometimes', "goal: === 'on'"));
  const machines = lamps.map((name) => `${name}Machine`);
  write(
    'machines/index.ts',
    index(
      machines,
      `export const machines = { ${machines.join(', ')} };\nexport const alphabet = { ON: { by: 'guest', summary: 'on' } };\n`,
    ),
  );
  write(
    'invariants/index.ts',
    index(['neverOff', 'sometimesOn'], 'export const invariants = [neverOff, sometimesOn];\n'),
  );
  write(
    'proposals/index.ts',
    index(lamps, 'export const proposals = [bright, dim];\nexport const systems = {};\n'),
  );
  write('rules/index.ts', 'export const rules = [];\n');
});

test('in a checkout, what a saved machine, claim or proposal touches and nothing else', async () => {
  const watch = watched(join(folder, 'dist', 'cli', 'main.js'), folder, []);
  const checked = async () => {
    const { proposals = [], differences, error, exitCode } = await watch.next();
    return { checked: proposals.map(({ name }) => name), differences, exitCode, ...(error ? { error } : {}) };
  };
  expect(await checked()).toMatchObject({ checked: ['bright', 'dim'], exitCode: 0 });

  change('machines/dimMachine.ts', "{ ON: 'on' }", '{ ON: {} }');
  expect(await checked()).toEqual({
    checked: ['dim'],
    differences: [
      {
        proposal: 'dim',
        invariant: 'sometimesOn',
        before: { verdict: 'holds', steps: 1 },
        after: expect.anything(),
      },
    ],
    exitCode: 1,
  });
  change('machines/dimMachine.ts', '{ ON: {} }', "{ ON: 'on' }");
  expect(await checked()).toMatchObject({ checked: ['dim'], exitCode: 0 });

  change('proposals/bright.ts', "sometimesOn: 'holds'", "sometimesOn: 'vacuous'");
  expect(await checked()).toEqual({ checked: ['bright'], differences: [], exitCode: 1 });
  change('proposals/bright.ts', "sometimesOn: 'vacuous'", "sometimesOn: 'holds'");
  expect(await checked()).toEqual({ checked: ['bright'], differences: [], exitCode: 0 });

  change('invariants/neverOff.ts', "!== 'off'", "=== 'off'");
  const changed = {
    invariant: 'neverOff',
    before: { verdict: 'violated', steps: 0 },
    after: { verdict: 'violated', steps: 1 },
  };
  expect(await checked()).toEqual({
    checked: ['bright', 'dim'],
    differences: [
      { proposal: 'bright', ...changed },
      { proposal: 'dim', ...changed },
    ],
    exitCode: 1,
  });
  // What nobody imports touches nobody, and a proposal that is no longer listed makes no claims.
  change('proposals/index.ts', '[bright, dim]', '[dim]');
  expect(await checked()).toMatchObject({
    checked: [],
    differences: [
      { proposal: 'bright', invariant: 'neverOff', before: { verdict: 'violated' } },
      { proposal: 'bright' },
    ],
  });
  // What the engines are made of cannot be changed under them.
  write('composition/own.ts', 'export const own = 1;\n');
  change('machines/index.ts', 'import', "import '../composition/own.ts';\nimport");
  expect(await checked()).toEqual({ checked: [], differences: [], exitCode: 1 });
  change('composition/own.ts', '1', '2');
  await expect(watch.next()).rejects.toThrow('own.ts is part of the program that checks: npm run build');
  expect((await watch.end()).code).toBe(2);
});

test('with nothing to watch, or an output that is one document, it is a usage error', async () => {
  const both = await runBuilt(['check', '--watch', '--junit']);
  expect([both.code, both.err]).toEqual([2, expect.stringContaining('cannot be used with')]);
  rmSync(join(folder, 'proposals'), { recursive: true });
  const watch = watched(join(folder, 'dist', 'cli', 'main.js'), folder, []);
  await expect(watch.next()).rejects.toThrow('--watch has no files to watch here');
  expect((await watch.end()).code).toBe(2);
});
