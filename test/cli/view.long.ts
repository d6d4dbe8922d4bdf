import { expect, test } from '@jest/globals';
import { runBuilt } from '../fixtures/builtCli.ts';

test('what the host sees of three million states is three', async () => {
  const args = ['view', 'privateAccepted', 'host', '--up-to', 'trace', '--size', 'page=3', '--json'];
  const { code, out } = await runBuilt(args);
  expect(code).toBe(0);
  const { states, transitions, nodes } = JSON.parse(out);
  expect({ states, transitions, nodes: nodes.length }).toEqual({
    states: 3_266_892,
    transitions: 59_177_228,
    nodes: 3,
  });
}, 600_000);
