import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root, shippedFolders } from '../fixtures/builtCli.ts';
import { importsOf, shipped } from './sources.ts';

type Folder = (typeof shippedFolders)[number];

/** What the build puts into the scripts of the pages, so that nobody has to install it. */
const bundled: readonly string[] = ['preact', 'preact/hooks', 'htm/preact'];

/**
 * The import table. `ours` are folders of this repository, `packages` what comes from elsewhere; Node's own
 * modules are listed with the packages. `types` may be imported as types only.
 */
const table: Readonly<
  Record<
    Folder,
    {
      readonly ours: readonly Folder[];
      readonly packages: readonly string[];
      readonly types?: readonly string[];
    }
  >
> = {
  checker: {
    ours: [],
    packages: ['fast-check', 'node:crypto', 'node:fs', 'node:os', 'node:worker_threads', 'watr'],
  },
  composition: { ours: ['checker'], packages: ['xstate', '@xstate/graph'] },
  machines: { ours: ['composition'], packages: ['xstate'] },
  invariants: { ours: ['machines', 'composition'], packages: ['xstate'] },
  proposals: { ours: ['machines', 'invariants', 'composition'], packages: [] },
  rules: { ours: ['machines', 'composition', 'checker'], packages: [], types: ['xstate'] },
  bugs: {
    ours: ['rules', 'invariants', 'machines', 'composition', 'checker', 'runtime'],
    packages: ['xstate'],
  },
  runtime: {
    ours: ['machines', 'composition'],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'node:timers/promises',
    ],
    types: ['xstate'],
  },
  conformance: {
    ours: ['runtime', 'machines', 'composition'],
    packages: ['node:fs', 'node:fs/promises', 'node:stream', 'node:zlib'],
    types: ['xstate'],
  },
  exporters: {
    ours: ['checker', 'composition'],
    packages: ['dotparser', 'state-machine-cat'],
    types: ['xstate'],
  },
  explorer: {
    ours: ['checker', 'composition'],
    packages: ['node:crypto', 'node:fs', 'node:http', ...bundled],
    types: ['node:net'],
  },
  jest: { ours: ['checker', 'composition'], packages: ['xstate', '@jest/globals'] },
  bench: {
    ours: ['checker', 'composition'],
    packages: [
      'xstate',
      '@xstate/graph',
      'node:child_process',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:url',
      'node:util',
    ],
  },
  cli: {
    ours: [
      'checker',
      'composition',
      'machines',
      'invariants',
      'proposals',
      'rules',
      'bugs',
      'runtime',
      'conformance',
      'exporters',
      'explorer',
      'bench',
    ],
    packages: [
      '@modelcontextprotocol/sdk/server/index.js',
      '@modelcontextprotocol/sdk/server/stdio.js',
      '@modelcontextprotocol/sdk/types.js',
      'commander',
      'diff',
      'jiti',
      'node:fs',
      'node:module',
      'node:os',
      'node:path',
      'node:url',
      'node:util',
      'xmlbuilder2',
    ],
    types: ['xstate'],
  },
};

/** Packages that only one file of a folder may import, since it is the adapter to them. */
const adapters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  checker: {
    'fast-check': 'checker/walk.ts',
    'node:fs': 'checker/checkpoint/file.ts',
    'node:os': 'checker/fast/meeting.ts',
    'node:worker_threads': 'checker/fast/threads.ts',
    watr: 'checker/fast/assemble.ts',
  },
  composition: { '@xstate/graph': 'composition/graph.ts' },
  bench: { '@xstate/graph': 'bench/peers/xstateGraph.ts' },
  cli: { diff: 'cli/traceDiff.ts', jiti: 'cli/liveModules.ts', xmlbuilder2: 'cli/checkJunit.ts' },
  exporters: {
    dotparser: 'exporters/rv/rvGraph.ts',
    'state-machine-cat': 'exporters/stateMachineCat.ts',
  },
};

/** Imports of all shipped files that a rule refuses, as `file: specifier`. */
const refused = (
  rule: (found: {
    readonly path: string;
    readonly folder: Folder;
    readonly specifier: string;
    readonly typesOnly: boolean;
  }) => boolean,
): string[] =>
  shipped.flatMap((source) =>
    importsOf(source)
      .filter((found) => rule({ ...found, path: source.path, folder: source.folder as Folder }))
      .map(({ specifier }) => `${source.path}: ${specifier}`),
  );

test('a folder imports only what the table allows', () => {
  const foreign = refused(({ path, folder, specifier, typesOnly }) => {
    const { ours, packages, types = [] } = table[folder];
    if (!specifier.startsWith('.'))
      return !packages.includes(specifier) && !(typesOnly && types.includes(specifier));
    const target = posix.join(posix.dirname(path), specifier).split('/')[0] as Folder;
    return target !== folder && !ours.includes(target);
  });
  expect(foreign).toEqual([]);
});

test('another folder is entered through its index', () => {
  const deep = refused(
    ({ path, folder, specifier }) =>
      specifier.startsWith('../') &&
      !posix.join(posix.dirname(path), specifier).startsWith(`${folder}/`) &&
      !/^(\.\.\/)+\w+\/index\.ts$/.test(specifier),
  );
  expect(deep).toEqual([]);
});

test('adapted packages are left to their adapter', () => {
  const around = refused(({ path, folder, specifier }) => {
    const adapter = adapters[folder]?.[specifier];
    return adapter !== undefined && adapter !== path;
  });
  expect(around).toEqual([]);
});

describe.each([...shippedFolders])('%s', (folder) => {
  test('has one index, but for the command line, which nobody imports', () => {
    expect(existsSync(join(root, folder, 'index.ts'))).toBe(folder !== 'cli');
  });
});

/** A package without the path of a file in it. */
const packageOf = (specifier: string): string => /^@[^/]+\/[^/]+/.exec(specifier)?.[0] ?? specifier;

test('every external package is a dependency, and every dependency is used', () => {
  const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const used = new Set(shipped.flatMap(importsOf).map(({ specifier }) => packageOf(specifier)));
  const external = [...used].filter(
    (specifier) => !/^(\.|node:)/.test(specifier) && !bundled.includes(specifier),
  );
  expect(external.sort()).toEqual([...Object.keys(dependencies), '@jest/globals'].sort());
  // Only who uses the Jest matchers needs Jest.
  expect(Object.keys(peerDependencies)).toEqual(['@jest/globals', 'expect']);
  expect(peerDependenciesMeta).toEqual({ '@jest/globals': { optional: true }, expect: { optional: true } });
});

test('the table would notice a foreign import', () => {
  const text =
    "import { a } from 'left-pad';\nexport type { B } from '../cli/run.ts';\nimport {\n  c,\n} from 'node:fs';\nimport './d.ts';\n";
  expect(importsOf({ path: 'checker/x.ts', folder: 'checker', text })).toEqual([
    { specifier: 'left-pad', typesOnly: false },
    { specifier: '../cli/run.ts', typesOnly: true },
    { specifier: 'node:fs', typesOnly: false },
    { specifier: './d.ts', typesOnly: false },
  ]);
});
