import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtCli, root } from '../fixtures/builtCli.ts';

const project = mkdtempSync(join(tmpdir(), 'coco-dma-'));
const modules = join(project, 'node_modules');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
let packed: string[] = [];

function run(command: string, args: readonly string[], cwd = project): string {
  // Who forces colours upon everything gets none in what is compared.
  const env = { ...process.env, FORCE_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

/**
 * Unpacks the tarball into an empty project. Its dependencies are links to those of this checkout, so that
 * the test needs no network; what the tarball itself lacks is still missing.
 */
beforeAll(() => {
  builtCli();
  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], root),
  );
  packed = files.map(({ path }: { path: string }) => path);
  mkdirSync(join(modules, 'coco-dma'), { recursive: true });
  run('tar', ['-xzf', join(project, filename), '-C', join(modules, 'coco-dma'), '--strip-components=1']);
  for (const dependency of [
    ...Object.keys(manifest.dependencies),
    '@jest/globals',
    'expect',
    '@types/node',
  ]) {
    mkdirSync(dirname(join(modules, dependency)), { recursive: true });
    symlinkSync(join(root, 'node_modules', dependency), join(modules, dependency));
  }
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'user', type: 'module', private: true }),
  );
}, 60_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the tarball', () => {
  test('has the program, the documents and nothing of the workshop', () => {
    expect(packed).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/cli/main.js']),
    );
    expect(
      packed.filter(
        (path) => !/^(dist|docs)\/|^(LICENSE|README\.md|CHANGELOG\.md|package\.json)$/.test(path),
      ),
    ).toEqual([]);
    expect(packed.filter((path) => path.startsWith('dist/') && !/\.(js|d\.ts)$/.test(path)).sort()).toEqual([
      'dist/bench/peers/measured.c',
      'dist/bench/peers/pagesAndSlots.c',
    ]);
  });

  test('has every file that package.json names', () => {
    const named = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry as Record<string, string>),
    );
    for (const path of [...named, ...Object.values<string>(manifest.bin)])
      expect(packed).toContain(path.replace(/^\.\//, ''));
  });

  test('exports every folder that has something to offer', () => {
    const folders = readdirSync(join(root, 'dist'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['bench', 'cli'].includes(entry.name))
      .map(({ name }) => name);
    expect(Object.keys(manifest.exports).sort()).toEqual(
      [...folders.map((folder) => `./${folder}`), './package.json'].sort(),
    );
  });
});

describe('in an empty project', () => {
  test('every export but the Jest one can be imported', () => {
    const names = Object.keys(manifest.exports).filter((name) => !/json|jest/.test(name));
    const lines = names.map(
      (name) =>
        `console.log('${name} ' + (Object.keys(await import('coco-dma${name.slice(1)}')).length > 0));`,
    );
    writeFileSync(join(project, 'imports.js'), lines.join('\n'));
    expect(run(process.execPath, ['imports.js'])).toBe(names.map((name) => `${name} true\n`).join(''));
  });

  test('the command runs', () => {
    const bin = join(modules, 'coco-dma', manifest.bin['coco-dma']);
    expect(run(process.execPath, [bin, '--version'])).toBe(`${manifest.version}\n`);
    expect(
      JSON.parse(run(process.execPath, [bin, 'list', 'proposals', '--json'])).proposals.length,
    ).toBeGreaterThan(0);
  });

  test('its own design is written, typed and tested with the matchers', () => {
    writeFileSync(join(project, 'door.test.js'), design({ claim: '', system: '' }));
    writeFileSync(
      join(project, 'jest.config.js'),
      "export default { setupFilesAfterEnv: ['coco-dma/jest'], transform: {}, testMatch: ['**/*.test.js'] };",
    );
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    run(process.execPath, [
      '--experimental-vm-modules',
      '--no-warnings',
      jest,
      '--ci',
      '--json',
      '--outputFile=result.json',
    ]);
    const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(join(project, 'result.json'), 'utf8'));
    expect({ numPassedTests, numTotalTests }).toEqual({ numPassedTests: 3, numTotalTests: 3 });

    run(process.execPath, [join(modules, 'coco-dma', manifest.bin['coco-dma']), 'init']);
    const types = "import type { Claim, System } from 'coco-dma/composition';";
    writeFileSync(join(project, 'door.ts'), `${types}${design({ claim: ': Claim', system: ': System' })}`);
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          module: 'nodenext',
          target: 'es2023',
          types: ['node'],
          skipLibCheck: false,
        },
        files: ['door.ts', 'model.ts'],
      }),
    );
    run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', project]);
  }, 60_000);
});

/** A design of somebody who has nothing to do with DMA; the types are what a TypeScript user would write. */
const design = (types: { readonly claim: string; readonly system: string }): string => `
import { expect, test } from '@jest/globals';
import { setup } from 'xstate';
import { check } from 'coco-dma/checker';
import { compose, defineEvents } from 'coco-dma/composition';
import { eachPath } from 'coco-dma/jest';

const alphabet = defineEvents({ OPEN: { by: 'guest', summary: 'the door is opened' } });
const door = setup({}).createMachine({
  id: 'door',
  initial: 'shut',
  states: { shut: { on: { OPEN: 'open' } }, open: {} },
});
const staysShut${types.claim} = {
  kind: 'always',
  name: 'staysShut',
  summary: 'the door stays shut',
  source: 'none',
  over: ['door'],
  applies: () => true,
  holds: ({ door }) => door?.value === 'shut',
};
const house${types.system} = { name: 'house', alphabet, families: { door: { machine: door } }, claims: [staysShut] };

test('the door can be opened', async () => {
  await expect(house).toBeViolated('staysShut', 1);
  await expect(house).not.toHold('staysShut');
});
test('a counterexample is a snapshot', async () => {
  const failed = (async () => await expect(house).toHold('staysShut'))();
  await expect(failed).rejects.toThrowErrorMatchingInlineSnapshot(\`
"expected claim staysShut to hold, but it is violated in 1 steps:
  1. guest: OPEN  (the door is opened)"
\`);
  expect(await check(compose(house))).toMatchInlineSnapshot({ seconds: expect.any(Number) }, \`
{
  "claims": [
    {
      "claim": "staysShut",
      "trace": [
        {
          "by": "guest",
          "event": "OPEN",
        },
      ],
      "verdict": "violated",
    },
  ],
  "complete": true,
  "depth": 1,
  "engine": "explicit",
  "loop": "plain",
  "name": "house",
  "seconds": Any<Number>,
  "states": 2,
  "transitions": 1,
  "workers": 1,
}
\`);
});
test.each(eachPath(door, { alphabet }))('$title', ({ run }) => run());
`;
