import { describe, expect, test } from '@jest/globals';
import type { Checked } from '../../cli/checked.ts';
import { checkJson } from '../../cli/checkJson.ts';
import { overview, summaryLine } from '../../cli/checkText.ts';
import { progressLine } from '../../cli/progressLine.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful } from '../fixtures/smallCatalogue.ts';

describe('check --engine symbolic', () => {
  test('finds what is stated, and says no depth', async () => {
    const { code, out } = await runCli(['check', '--engine', 'symbolic', '--json']);
    expect(code).toBe(0);
    const [first, second] = JSON.parse(out).proposals;
    expect(first).toMatchObject({ engine: 'symbolic', states: 225, transitions: 1_148, complete: true });
    expect(first).not.toHaveProperty('depth');
    expect(second.claims).toMatchObject([{ verdict: 'violated', steps: 6, asStated: true }]);
    const text = await runCli(['check', '--engine', 'symbolic']);
    expect(text.out).toMatch(/^1 {2}careful +225 +1,148 +- /m);
  });

  test('takes an order of families', async () => {
    const { code, out } = await runCli(['check', '--engine', 'symbolic', '--order', 'page, slot', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).proposals[0].states).toBe(225);
  });

  test.each([
    ['check --order slot', '--order is for --engine symbolic; the other engines have no diagrams'],
    ['check --engine symbolic --order slt', 'there is no family slt; did you mean slot?'],
  ])('%s', async (line, sentence) => {
    expect(await runCli(line.split(' '))).toEqual({ code: 2, out: '', err: `coco-dma: ${sentence}\n` });
  });
});

describe('numbers beyond 2^53', () => {
  const huge: Checked = {
    proposal: careful,
    size: { page: 16 },
    host: 'hostile',
    report: {
      name: 'huge',
      engine: 'symbolic',
      states: 10n ** 30n + 1n,
      transitions: 10n ** 31n + 1n,
      seconds: 2,
      complete: true,
      claims: [],
    },
    claims: [],
  };

  test('are decimal strings for programs', () => {
    const { proposals } = JSON.parse(JSON.stringify(checkJson([huge], {})));
    expect(proposals[0]).toMatchObject({
      states: '1000000000000000000000000000001',
      transitions: '10000000000000000000000000000001',
      statesPerSecond: 5e29,
    });
  });

  test('are exact for people', () => {
    const plain = (_: string, text: string) => text;
    expect(overview([huge], plain)).toContain(' 1,000,000,000,000,000,000,000,000,000,001 ');
    expect(summaryLine([huge, huge], plain)).toContain(
      '2,000,000,000,000,000,000,000,000,000,002 states in 4.0 s',
    );
  });
});

test('the progress line shows nodes where a search has some', () => {
  let err = '';
  const io = {
    out: () => {},
    err: (text: string) => {
      err += text;
    },
    colour: false,
    progress: true,
    onInterrupt: () => () => {},
  };
  const line = progressLine(io, 'huge');
  const until = performance.now() + 150;
  while (performance.now() < until);
  line.show({ states: 1e12, transitions: 0, depth: 0, frontier: 0, nodes: 1234 });
  expect(err).toContain('huge: 1,000,000,000,000 states, 1,234 nodes');
});
