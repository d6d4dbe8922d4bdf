import { expect, test } from '@jest/globals';
import { worldOf } from '../../composition/index.ts';
import { proposals } from '../../proposals/index.ts';
import { runOnBytes } from '../../runtime/index.ts';
import { askCli } from '../fixtures/askCli.ts';

const small = ['--size', 'page=1,mapping=1'];

test('a counterexample on bytes ends with the secret as the host reads it', async () => {
  const { code, out } = await askCli([
    'trace',
    'privateAccepted',
    'noPrivateByteInSharedPool',
    ...small,
    '--on-bytes',
  ]);
  expect(code).toBe(0);
  expect(out).toContain(
    '\nAgain: npx coco-dma trace privateAccepted noPrivateByteInSharedPool --size page=1,mapping=1 --on-bytes\n',
  );
  const [, bytes] = out.split('\nOn bytes: ');
  expect(bytes?.split('\n')).toEqual([
    'all 8 steps executed.',
    '',
    '  After step 8 the host reads a secret in slot 0:',
    '    00000000  53 45 43 52 45 54 30 30 30 30 30 30 30 30 30 31  |SECRET0000000001|',
    '    00000010  53 45 43 52 45 54 30 30 30 30 30 30 30 30 30 31  |SECRET0000000001|',
    '',
    '  With another secret the host would have read other shared bytes from step 8 on.',
    '',
  ]);
}, 60_000);

test('as data', async () => {
  const { out } = await askCli([
    'trace',
    'notBounceBit',
    'hostKnowledgeIsDeclassified',
    ...small,
    '--on-bytes',
    '--json',
  ]);
  expect(JSON.parse(out).onBytes).toEqual({
    steps: 7,
    bytes: 4 * 4096,
    differsAfterStep: 6,
    secrets: [
      {
        at: 0,
        where: 'slot 0',
        content: 'secret',
        afterStep: 6,
        bytes: Buffer.from('SECRET0000000001'.repeat(2)).toString('hex'),
      },
    ],
  });
}, 60_000);

test('a counterexample of a virtio design is executed with registers, ring and buffers', async () => {
  const hope = await askCli(['trace', 'virtioSwiotlbHope', 'deviceRefusesUnrestrictedDriver', '--on-bytes']);
  expect(hope.out).toContain('On bytes: all 8 steps executed.\n  The host reads no secret in 20,480 bytes');
  const open = await askCli(['trace', 'restrictedPoolUnawareOpen', 'poolContainment', '--on-bytes']);
  expect(open.out).toContain('After step 1 the host reads a secret in page 1:');
}, 60_000);

test('a design of no such kind has no bytes, and a claim that holds no counterexample', async () => {
  const vmbus = await askCli(['trace', 'relayPassesFlags', 'relayStripsConfidential', '--on-bytes']);
  expect(vmbus.code).toBe(2);
  expect(vmbus.err).toContain('relayPassesFlags cannot be run on bytes: no guest has parts like its own');
  const holds = await askCli([
    'trace',
    'ioTlbMemNull',
    'hostKnowledgeIsDeclassified',
    '--size',
    'page=1',
    '--on-bytes',
  ]);
  expect(holds.out).toContain('On bytes: there is no counterexample to execute.');
}, 60_000);

test('what the runtime refuses is said, with what had happened by then', () => {
  const { system, smallSizes } = proposals.find(({ system: { name } }) => name === 'privateAccepted') ?? {};
  if (!system) throw new Error('privateAccepted is gone');
  const world = worldOf(system, smallSizes);
  const told = runOnBytes(world, [
    { event: 'BIND_DRIVER(device=0)' },
    { event: 'HOST_READ(page=0, content=stale)' },
  ]);
  expect(told).toMatchObject({ steps: 1, secrets: [] });
  expect(told.refused).toContain('the host reads ciphertext');
});
