import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import Draft04 from 'ajv-draft-04';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful, forgetful, smallCatalogue } from '../fixtures/smallCatalogue.ts';

const catalogueOf = (...proposals: readonly (typeof careful)[]) => ({
  catalogue: {
    ...smallCatalogue,
    proposals,
    invariants: [...smallCatalogue.invariants, ...dining.system.claims],
  },
});
const unpinned = { states: 0, transitions: 0 };
const dining = {
  ...careful,
  system: { ...diningPhilosophers(3, true, 'weak'), name: 'dining' },
  stands: { nobodyStarves: 'holds' as const, whoWaitsEats: { violated: 1 } },
  pinned: { states: 27, transitions: 54 },
};
/** It states that what holds is violated, and sizes that its graph does not have. */
const boastful = { ...careful, stands: { cachedPageIsShared: { violated: 6 } }, pinned: unpinned };

describe('check --sarif', () => {
  const draft04 = new Draft04.default({ strict: false, validateFormats: false, unicodeRegExp: false });
  const schema = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
  const isSarif = draft04.compile(
    JSON.parse(readFileSync(new URL('lib/schemas/sarif-2.1.0-rtm.5.json', `file://${schema}`), 'utf8')),
  );
  const log = async (args: readonly string[], ...proposals: readonly (typeof careful)[]) => {
    const { code, out } = await runCli(['check', '--sarif', ...args], catalogueOf(...proposals));
    const told = JSON.parse(out);
    expect([isSarif(told), isSarif.errors]).toEqual([true, null]);
    return { code, run: told.runs[0] };
  };
  const grades = (run: { results: readonly { ruleId: string; kind: string; level: string }[] }) =>
    run.results.map(({ ruleId, kind, level }) => `${ruleId} ${kind} ${level}`);

  test('is valid, and grades what is as stated', async () => {
    const { code, run } = await log([], careful, forgetful, dining);
    expect(code).toBe(0);
    expect(grades(run)).toEqual([
      'cachedPageIsShared pass none',
      'graph pass none',
      'cachedPageIsShared fail note',
      'graph pass none',
      'nobodyStarves pass none',
      'whoWaitsEats fail note',
      'graph pass none',
    ]);
    expect(run.tool.driver).toMatchObject({
      name: 'coco-dma',
      version: '0.0.0',
      rules: [{ id: 'cachedPageIsShared' }, { id: 'graph' }, { id: 'nobodyStarves' }, { id: 'whoWaitsEats' }],
    });
    expect(run.tool.driver.rules[0].shortDescription.text).toBe('a page in a translation cache is shared');
    expect(run.invocations).toEqual([{ executionSuccessful: true }]);
  });

  test('has counterexamples as code flows, with what is repeated for ever further in', async () => {
    const { run } = await log([], forgetful, dining);
    const flow = (result: number) => run.results[result].codeFlows[0].threadFlows[0].locations;
    expect(flow(0)).toHaveLength(6);
    expect(flow(0)[0]).toEqual({
      executionOrder: 1,
      module: 'guest',
      location: { message: { text: 'guest: TO_SHARED(page=0)' } },
    });
    const nesting = flow(3).map(({ nestingLevel = 0 }: { nestingLevel?: number }) => nestingLevel);
    expect(nesting).toEqual([0, 1, 1, 1, 1]);
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('proposals/forgetful.ts');
  });

  test('what is not as stated is an error, what is unknown is open', async () => {
    const wrong = await log([], boastful);
    expect(wrong.code).toBe(1);
    expect(grades(wrong.run)).toEqual(['cachedPageIsShared fail error', 'graph fail error']);
    expect(wrong.run.results[0].message.text).toBe(
      'careful: cachedPageIsShared is holds, stated is violated in 6 steps.',
    );
    const cut = await log(['--max-states', '9'], careful);
    expect(cut.code).toBe(3);
    expect(grades(cut.run)).toEqual(['cachedPageIsShared open none']);
    expect(cut.run.invocations).toEqual([{ executionSuccessful: false }]);
  });

  test('the schema would refuse another log', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{}] }] })).toBe(
      false,
    );
  });
});

describe('check --junit', () => {
  interface Case {
    readonly name: string;
    readonly classname: string;
    readonly failure?: { readonly message: string; readonly '#text': string };
    readonly error?: { readonly message: string };
    readonly 'system-out'?: string;
  }
  const reader = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  const report = async (args: readonly string[], ...proposals: readonly (typeof careful)[]) => {
    const { code, out } = await runCli(['check', '--junit', ...args], catalogueOf(...proposals));
    expect(XMLValidator.validate(out)).toBe(true);
    return { code, out, suites: reader.parse(out).testsuites };
  };
  const casesOf = (suites: { testsuite: readonly { testcase: readonly Case[] }[] }) =>
    suites.testsuite.flatMap(({ testcase }) => testcase);

  // The rules of junit-10.xsd that the document could break: the names and places of elements, the required attributes,
  // and numbers that are numbers.
  test('keeps the rules of the format', async () => {
    const { suites } = await report([], careful, boastful, dining);
    expect(Object.keys(suites).sort()).toEqual(
      ['errors', 'failures', 'name', 'tests', 'testsuite', 'time'].sort(),
    );
    for (const suite of suites.testsuite) {
      expect(Object.keys(suite).sort()).toEqual(
        ['errors', 'failures', 'name', 'skipped', 'testcase', 'tests', 'time'].sort(),
      );
      expect(Number(suite.tests)).toBe(suite.testcase.length);
      expect(suite.time).toMatch(/^\d+\.\d{3}$/);
      for (const { name, classname, ...inside } of suite.testcase) {
        expect(name).toMatch(/\w/);
        expect(classname).toBe(suite.name);
        const elements = Object.keys(inside).filter((element) => element !== 'time');
        expect(['failure', 'error', 'system-out']).toEqual(expect.arrayContaining(elements));
      }
    }
    const sum = (count: string) =>
      suites.testsuite.reduce((n: number, suite: Record<string, string>) => n + Number(suite[count]), 0);
    for (const count of ['tests', 'failures', 'errors']) expect(Number(suites[count])).toBe(sum(count));
  });

  test('a violation that is stated passes, with its counterexample', async () => {
    const { code, suites } = await report([], forgetful);
    expect({ code, failures: suites.failures, errors: suites.errors }).toEqual({
      code: 0,
      failures: '0',
      errors: '0',
    });
    const [claim] = casesOf(suites);
    expect(claim?.['system-out']?.split('\n').slice(0, 2)).toEqual([
      'cachedPageIsShared is violated in 6 steps, as stated',
      '1. guest: TO_SHARED(page=0)',
    ]);
  });

  test('what is not as stated fails, what is unknown is an error', async () => {
    const wrong = await report([], boastful);
    expect(casesOf(wrong.suites).map(({ failure }) => failure?.message)).toEqual([
      'cachedPageIsShared is holds, stated is violated in 6 steps',
      'the graph has 225 states and 1,148 transitions, stated are 0 states and 0 transitions',
    ]);
    const cut = await report(['--max-states', '9'], careful);
    expect(casesOf(cut.suites)[0]?.error?.message).toBe(
      'cachedPageIsShared is unknown: the search was cut short',
    );
  });

  test('names that XML would read are written as text', async () => {
    const { out, suites } = await report([], { ...careful, system: { ...careful.system, name: 'a<b>&"c"' } });
    expect(out).toContain('a&lt;b');
    expect(suites.testsuite[0].name).toBe('a<b>&"c"');
  });
});

describe('check --github', () => {
  test('annotates what is not as stated, after the tables', async () => {
    const { code, out } = await runCli(
      ['check', '--github'],
      catalogueOf({ ...forgetful, stands: { cachedPageIsShared: 'holds' } }, careful),
    );
    expect(code).toBe(1);
    expect(out).toContain('1 not as stated');
    const annotations = out.split('\n').filter((line) => line.startsWith('::'));
    expect(annotations).toHaveLength(1);
    expect(annotations[0]).toMatch(
      /^::error file=proposals\/forgetful\.ts,title=forgetful%3A cachedPageIsShared::cachedPageIsShared is violated in 6 steps, stated is holds%0A1\. guest: TO_SHARED\(page=0\)%0A2\. /,
    );
  });

  test('warns of what is unknown, and says nothing where all is well', async () => {
    const cut = await runCli(['check', 'careful', '--github', '--max-states', '9']);
    expect(cut.out).toContain('::warning file=proposals/careful.ts,title=careful%3A cachedPageIsShared::');
    expect((await runCli(['check', '--github'])).out).not.toContain('::');
  });

  test('percent signs are no escapes', async () => {
    const name = 'a%2Cb,c';
    const { out } = await runCli(
      ['check', '--github'],
      catalogueOf({ ...boastful, system: { ...careful.system, name } }),
    );
    expect(out).toContain('::error file=proposals/a%252Cb%2Cc.ts,title=a%252Cb%2Cc%3A graph::');
  });
});

test.each([
  ['--json', '--junit'],
  ['--junit', '--sarif'],
  ['--sarif', '--github'],
  ['--forecast', '--junit'],
])('%s and %s do not go together', async (...flags) => {
  const { code, err } = await runCli(['check', ...flags]);
  expect(code).toBe(2);
  expect(err).toContain('cannot be used with option');
});
