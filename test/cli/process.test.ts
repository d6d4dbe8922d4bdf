import { expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

const [smallest] = proposals.toSorted((a, b) => (a.pinned?.states ?? 0) - (b.pinned?.states ?? 0));
if (!smallest) throw new Error('there are no proposals');
const { name } = smallest.system;
/** A world far too large to be explored while a test waits. */
const forever = ['check', 'notBounceBit', '--size', 'page=3', '--json'];

test('Ctrl-C keeps the partial report and exits 3', async () => {
  const { code, signal, out } = await runBuilt(forever, (child) => {
    setTimeout(() => child.kill('SIGINT'), 4000);
  });
  expect({ code, signal }).toEqual({ code: 3, signal: null });
  const [proposal] = JSON.parse(out).proposals;
  expect(proposal).toMatchObject({ name: 'notBounceBit', complete: false, stopped: 'interrupted' });
  expect(proposal.states).toBeGreaterThan(1000);
}, 60_000);

test('a reader that goes away ends it quietly, and not with success', async () => {
  const { code, err } = await runBuilt(['list', '--json'], (child) => child.stdout?.destroy());
  expect({ code, err }).toEqual({ code: 3, err: '' });
});

test('usage is one sentence on stderr, without a stack', async () => {
  const { code, out, err } = await runBuilt(['check', `${name}x`]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe(`coco-dma: there is no proposal ${name}x; did you mean ${name}?\n`);
});

test('no colours and no progress in a pipe', async () => {
  const { code, out, err } = await runBuilt(['check', name]);
  expect(code).toBe(0);
  expect(err).toBe('');
  expect(out).not.toContain('\u001b');
});

test("the version is the package's", async () => {
  const { out } = await runBuilt(['--version']);
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
