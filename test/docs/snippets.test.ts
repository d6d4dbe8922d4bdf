import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { builtCli, root } from '../fixtures/builtCli.ts';
import { pages, type Snippet, snippetsOf } from '../fixtures/snippets.ts';

const snippets = pages.flatMap(snippetsOf);
const examples = join(root, 'docs', 'examples');
/** Where a reader would sit: a folder with the package installed, and a disk. */
const project = mkdtempSync(join(tmpdir(), 'coco-dma-snippets-'));
beforeAll(() => {
  cpSync(examples, project, { recursive: true });
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules', 'coco-dma'));
  writeFileSync(join(project, 'disk.img'), Buffer.alloc(2 ** 20));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Commands whose output stands on a page, which docs/generate.mjs compares. */
const quotedOn = (page: string): string[] =>
  snippets
    .filter((snippet) => snippet.page === page)
    .flatMap(({ remark }) => /^output (?:in \S+ )?of: (.+)$/.exec(remark)?.[1] ?? []);

type Kind = 'notRun' | 'quoted' | 'example' | 'answer' | 'shell' | 'program';

/** How a snippet is held to what it says. */
function kindOf({ remark, language, text }: Snippet): Kind | undefined {
  if (/^not run: \w/.test(remark)) return 'notRun';
  // The score is compared with the recorded run by test/mutation.
  if (/^output (in \S+ )?of: coco-dma |^mutation score$/.test(remark)) return 'quoted';
  if (language === 'text' && text.startsWith('> ')) return 'answer';
  if (language === 'sh') return 'shell';
  if (language === 'ts') return /^\/\/ [\w.]+\.ts\n/.test(text) ? 'example' : 'program';
  return undefined;
}
const ofKind = (kind: Kind): [string, Snippet][] =>
  snippets.filter((snippet) => kindOf(snippet) === kind).map((snippet) => [snippet.at, snippet]);

test('every snippet is held to something, or says why it is not run', () => {
  expect(snippets.filter((snippet) => kindOf(snippet) === undefined).map(({ at }) => at)).toEqual([]);
  // Commands stand in fences, where they are looked at; README's list of commands has one test below.
  const hidden = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/^ {4}(\$ |npx |coco-dma ).*$/gm)]
      .filter(() => page !== 'README.md')
      .map(([line]) => `${page}: ${line}`),
  );
  expect(hidden).toEqual([]);
});

describe('a file shown', () => {
  const unindented = (text: string) => text.replaceAll(/^ +/gm, '');
  const asked = ofKind('answer')
    .map(([, { text }]) => text.match(/^> .*$/gm))
    .join();
  test.each(ofKind('example'))('%s is that file, or a part of it, and it is run', (_, { text }) => {
    const [, file = '', code = ''] = /^\/\/ (.+)\n([\s\S]*)$/.exec(text) ?? [];
    const path = [examples, join(root, 'test', 'docs')]
      .map((folder) => join(folder, file))
      .find((one) => existsSync(one));
    expect(unindented(readFileSync(path ?? file, 'utf8'))).toContain(unindented(code));
    const exported = [...code.matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map(
      ([, name = '']) => name,
    );
    const checked = snippets.some(({ remark }) => remark.includes(`/${file}`));
    const answers = [file.replace('.ts', ''), ...exported].some((name) => asked.includes(`${name}(`));
    expect(checked || answers || path?.endsWith('.test.ts')).toBe(true);
  });
});

describe('what is asked of a function', () => {
  const scope: Record<string, unknown> = {};
  beforeAll(async () => {
    for (const file of readdirSync(examples)) Object.assign(scope, await import(join(examples, file)));
  });
  const asked = ofKind('answer').flatMap(([at, { text }]) =>
    text.split(/^(?=> )/m).map((one): [string, string, string] => {
      const [question = '', ...told] = one.trimEnd().split('\n');
      return [at, question.replace(/^> /, ''), told.join('\n')];
    }),
  );
  test.each(asked)('%s: %s is answered so', async (_, question, told) => {
    const answer = new Function(...Object.keys(scope), `return ${question};`);
    expect(await answer(...Object.values(scope))).toBe(told);
  });
});

describe('a command', () => {
  const commands = ofKind('shell').flatMap(([at, { page, text }]) =>
    text
      .trimEnd()
      .split('\n')
      .map((line): [string, string, string] => [at, page, line]),
  );
  test.each(commands)('%s of %s: %s', (_, page, line) => {
    const command = line.replace(/^npx /, '');
    expect(command).toMatch(/^coco-dma /);
    if (quotedOn(page).includes(command)) return;
    const [, ...args] = command.split(' ');
    rmSync(join(project, 'model.ts'), { force: true });
    const { status, stderr } = spawnSync(process.execPath, [builtCli(), ...args], {
      cwd: project,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

test.each(ofKind('program'))('the program of %s runs', (_, { text }) => {
  builtCli();
  writeFileSync(join(project, 'program.mjs'), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], {
    cwd: project,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // What a comment promises of a call is printed, if anything is.
  if (text.includes('console.log')) expect(stdout).not.toBe('');
});

test('commands of the list in README have these options', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const reference = readFileSync(join(root, 'docs', 'cli.md'), 'utf8');
  const sections = reference.split(/^##+ /m);
  const list = [...readme.matchAll(/^ {4}coco-dma (\S+)(.*)$/gm)];
  expect(list.length).toBeGreaterThan(15);
  const unknown = list.flatMap(([, names = '', rest = '']) =>
    names.split('|').flatMap((name) => {
      const section = sections.filter((one) => RegExp(`^${name}\\s`).test(one)).join('');
      const options = ['', ...(rest.match(/--[\w-]+/g) ?? [])];
      return options
        .filter((option) => !section.includes(option) || section === '')
        .map((option) => `${name} ${option}`);
    }),
  );
  expect(unknown).toEqual([]);
});
