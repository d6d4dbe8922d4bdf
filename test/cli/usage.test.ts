import { describe, expect, test } from '@jest/globals';
import { runCli } from '../fixtures/runCli.ts';

describe('a command line that asks for what is not there', () => {
  test.each([
    ['check carful', 'there is no proposal carful; did you mean careful?'],
    [
      'check --invariant cachedPageIsSharde',
      'there is no invariant cachedPageIsSharde; did you mean cachedPageIsShared?',
    ],
    ['check --engine explict', 'there is no engine explict; did you mean explicit?'],
    [
      'check --engine toString',
      'there is no engine toString (there are auto, explicit, symbolic, reference, walk)',
    ],
    ['check --size page=0', '--size page=0: give a whole number of at least 1'],
    ['check --size x=abc', '--size x=abc: give a whole number of at least 1'],
    ['check --size page=-1', '--size page=-1: give index sets and their sizes, as in page=2,slot=2'],
    ['check --size pge=1', '--size: there is no index set pge here; did you mean page?'],
    ['check --size page', '--size page: give index sets and their sizes, as in page=2,slot=2'],
    ['check --max-states many', '--max-states many: give a whole number of at least 1'],
    ['check --workers 65', '--workers 65: give at most 64'],
    [
      'check --workers 2 --engine walk',
      '--workers is for --engine explicit; the other engines search in one thread',
    ],
    [
      'check --workers 2 --reduce symmetry',
      '--workers and --reduce do not go together; with reductions one worker searches',
    ],
    ['check --checkpoint x', '--checkpoint and --resume are for one proposal; these are 2'],
    [
      'check careful --resume x --engine symbolic',
      '--checkpoint and --resume are for --engine explicit without --reduce',
    ],
    ['check careful --resume no/where', "no/where: ENOENT: no such file or directory, open 'no/where'"],
    ['check --seed 1', '--seed is for --engine walk; the other engines take no chances'],
    ['list proposal', 'there is no list of proposal; did you mean proposals?'],
    ['trace carful cachedPageIsShared', 'there is no proposal carful; did you mean careful?'],
    ['trace careful cachedPage', 'there is no invariant cachedPage (there are cachedPageIsShared)'],
    [
      'trace careful cachedPageIsShared --size pgae=2',
      '--size: there is no index set pgae here; did you mean page?',
    ],
    ['diagram pag', 'there is no machine or proposal pag; did you mean page?'],
    ['diagram page --format dott', 'there is no format dott; did you mean dot?'],
    ['diagram page --trace cachedPageIsShared', 'there is no proposal page (there are careful, forgetful)'],
    ['paths pagee', 'there is no machine pagee; did you mean page?'],
  ])('%s', async (line, sentence) => {
    const { code, out, err } = await runCli(line.split(' '));
    expect({ code, out, err }).toEqual({ code: 2, out: '', err: `coco-dma: ${sentence}\n` });
  });

  test.each(['chek', 'check --jason', 'trace careful', 'check --max-states', 'paths'])('%s', async (line) => {
    const { code, out, err } = await runCli(line.split(' '));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^coco-dma: /);
    expect(err).not.toContain('    at ');
  });

  test('nothing at all is answered with the help, and is not success', async () => {
    const { code, err } = await runCli([]);
    expect(code).toBe(2);
    expect(err).toContain('Usage: coco-dma');
  });
});

describe('help', () => {
  test.each(['', 'check', 'list', 'trace', 'diagram', 'paths'])('of %j has examples', async (command) => {
    const { code, out } = await runCli([...(command ? [command] : []), '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: coco-dma ${command}`.trim());
    expect(out).toContain('Examples:\n  $ coco-dma');
  });

  test('names commands that are loaded by these names', async () => {
    const { out } = await runCli(['--help']);
    const listed = out.split('\n\n').find((part) => part.startsWith('Commands:')) ?? '';
    const names = [...listed.matchAll(/^ {2}(?!help )(\S+)/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      // Without a command of this name all would be loaded, and the help would be of one that is not there.
      const { out: own } = await runCli([name, '--help']);
      expect(own.split('\n')[0]).toMatch(new RegExp(`^Usage: coco-dma ${name}( |$)`));
    }
  });

  test('--version', async () => {
    expect(await runCli(['--version'])).toEqual({ code: 0, out: '0.0.0\n', err: '' });
  });
});
