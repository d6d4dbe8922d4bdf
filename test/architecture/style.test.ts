import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../fixtures/builtCli.ts';
import { importsOf, type Source, shipped, sourcesOf } from './sources.ts';

const LINES_MAX = 300;
const tests = sourcesOf('test');

/** Paths of the files in which a rule finds something, with what it finds. */
const found = (
  sources: readonly Source[],
  rule: (source: Source) => readonly (string | undefined)[],
): string[] => sources.flatMap((source) => rule(source).map((what) => `${source.path}: ${what}`));

test(`no file has more than ${LINES_MAX} lines`, () => {
  const long = found([...shipped, ...tests], ({ text }) => {
    const lines = text.split('\n').length - 1;
    return lines > LINES_MAX ? [`${lines} lines`] : [];
  });
  expect(long).toEqual([]);
});

test('no file names a place of the machine that it was written on', () => {
  const places = [root, `${homedir()}/`];
  expect(found([...shipped, ...tests], ({ text }) => places.filter((place) => text.includes(place)))).toEqual(
    [],
  );
});

test('no banners and no reminders', () => {
  const marks = /\b(TODO|FIXME|XXX|HACK)\b|^\s*(\/\/|\*)\s*[-=*#]{4,}/gm;
  expect(found(shipped, ({ text }) => text.match(marks) ?? [])).toEqual([]);
});

test('only the command line prints', () => {
  const printing = found(
    shipped,
    ({ text }) => text.match(/\bconsole\.\w+|\bprocess\.std(out|err)\b/g) ?? [],
  );
  expect(printing.filter((place) => !place.startsWith('cli/io.ts:'))).toEqual([]);
});

test('every exported function, class, constant and interface has a doc comment', () => {
  const exported = /(?<before>[^\n]*)\nexport (?:async )?(?:function\*?|const|class|interface) (?<name>\w+)/g;
  const bare = found(shipped, ({ text }) =>
    [...text.matchAll(exported)]
      .filter(({ groups }) => !/\*\/\s*$/.test(groups?.['before'] ?? ''))
      .map(({ groups }) => groups?.['name']),
  );
  expect(bare).toEqual([]);
});

test('nothing that is shipped imports a test', () => {
  for (const source of shipped)
    for (const { specifier } of importsOf(source)) expect(specifier).not.toMatch(/\/test\//);
});

test('no test is skipped or run alone', () => {
  for (const { path, text } of tests)
    expect([
      path,
      text.match(/\b(?:test|describe|it)\.(?:skip|only|todo|failing)\b|\bx(?:test|it|describe)\(/),
    ]).toEqual([path, null]);
});

test('the linter refuses any, non-null assertions and default exports; the compiler refuses enums', () => {
  const { linter, overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  expect(linter.rules.suspicious.noExplicitAny).toBe('error');
  expect(linter.rules.style).toMatchObject({ noNonNullAssertion: 'error', noDefaultExport: 'error' });
  expect(JSON.stringify(overrides)).not.toMatch(
    /checker|composition|machines|invariants|proposals|runtime|conformance|exporters|jest\/|bench|cli/,
  );
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  expect(compilerOptions).toMatchObject({
    strict: true,
    erasableSyntaxOnly: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
  });
});
