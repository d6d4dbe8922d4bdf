import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import { builtCli, runBuilt } from '../fixtures/builtCli.ts';

const [smallest] = proposals.toSorted((a, b) => (a.pinned?.states ?? 0) - (b.pinned?.states ?? 0));
if (!smallest) throw new Error('there are no proposals');
const { name } = smallest.system;
/** A world far too large to be explored while a test waits. */
const forever = ['check', 'notBounceBit', '--size', 'page=3', '--json'];

/** Beyond this the search is in WebAssembly: the plain loop ends at 16,384 states. */
const HOT_STATES = 100_000;

test.each([1, 2])(
  'Ctrl-C in the hot loop with %d workers keeps the partial report and exits 3',
  (workers) => {
    builtCli();
    const script = join(import.meta.dirname, 'interruptsItself.mjs');
    const args = [script, `${HOT_STATES}`, ...forever, '--workers', `${workers}`];
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, signal, stderr }).toEqual({ status: 3, signal: null, stderr: '' });
    const [proposal] = JSON.parse(stdout).proposals;
    expect(proposal).toMatchObject({ loop: 'hot', workers, complete: false, stopped: 'interrupted' });
    expect(proposal.states).toBeGreaterThan(HOT_STATES);
    // What was found by then is kept: a leak in six steps is met long before.
    const leak = proposal.claims.find(
      ({ invariant }: { invariant: string }) => invariant === 'noPrivateByteInSharedPool',
    );
    expect(leak).toMatchObject({ verdict: 'violated', steps: 6 });
    expect(proposal.claims.some(({ verdict }: { verdict: string }) => verdict === 'holds')).toBe(false);
  },
  120_000,
);

test('a reader that goes away ends it quietly, and not with success', async () => {
  const { code, err } = await runBuilt(['list', '--json'], (child) => child.stdout?.destroy());
  expect({ code, err }).toEqual({ code: 3, err: '' });
});

test('usage is one sentence on stderr, without a stack', async () => {
  const { code, out, err } = await runBuilt(['check', `${name}x`]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe(`coco-dma: there is no proposal ${name}x; did you mean ${name}?\n`);
});

test('no colours and no progress in a pipe, whoever forces them', () => {
  for (const args of [
    ['check', name],
    ['trace', 'notBounceBit', 'acceptanceIsPolicyNotDriver'],
    ['check', name, '--invariant', 'noSuchClaim'],
  ]) {
    const env = { ...process.env, FORCE_COLOR: '1', CLICOLOR_FORCE: '1' };
    const { stdout, stderr } = spawnSync(process.execPath, [builtCli(), ...args], { env, encoding: 'utf8' });
    expect(stdout + stderr).not.toBe('');
    expect(stdout + stderr).not.toContain('\u001b');
  }
});

test("the version is the package's", async () => {
  const { out } = await runBuilt(['--version']);
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
