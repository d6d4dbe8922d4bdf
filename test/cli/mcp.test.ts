import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { mcpTools } from '../../cli/mcpTools.ts';
import { builtCli } from '../fixtures/builtCli.ts';

const client = new Client({ name: 'test', version: '0.0.0' });
beforeAll(async () => {
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [builtCli(), 'mcp'] }));
});
afterAll(() => client.close());

async function call(name: string, given: Record<string, unknown>) {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const [{ text }] = content as [{ text: string }];
  return { text, isError };
}

describe('a client of the official SDK', () => {
  test('is told of the tools and what they take', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['check', 'trace', 'why', 'list', 'diagram']);
    for (const { description, inputSchema } of tools) {
      expect(description).toMatch(/\w/);
      expect(inputSchema.type).toBe('object');
    }
    expect(client.getServerVersion()?.name).toBe('coco-dma');
  });

  test('checks, traces and asks why', async () => {
    const checked = await call('check', {
      proposals: ['virtioSwiotlbRefuse'],
      invariants: ['noLateDmaAfterUsed'],
    });
    expect(JSON.parse(checked.text).proposals[0].claims).toMatchObject([
      { invariant: 'noLateDmaAfterUsed', verdict: 'violated', asStated: true },
    ]);
    const traced = await call('trace', { proposal: 'virtioSwiotlbRefuse', invariant: 'noLateDmaAfterUsed' });
    expect(JSON.parse(traced.text)).toMatchObject({ verdict: 'violated' });
    const asked = await call('why', { proposal: 'virtioSwiotlbRefuse', step: 'DRIVER_OK(device=0)' });
    const [answer] = JSON.parse(asked.text).steps;
    expect(answer.possible).toBe(false);
    expect(answer.refusals.length).toBeGreaterThan(0);
  });

  test('lists and draws', async () => {
    expect(JSON.parse((await call('list', { kind: 'invariants' })).text).invariants.length).toBeGreaterThan(
      10,
    );
    expect((await call('diagram', { name: 'slot', format: 'dot' })).text).toContain('digraph "slot"');
  });

  test.each([
    ['check', { proposals: ['--version'] }, 'there is no proposal --version'],
    ['trace', { proposal: 'virtioSwiotlbRefuse' }, 'invariant is missing'],
    ['check', { proposal: 'virtioSwiotlbRefuse' }, 'there is no proposal'],
    ['chek', {}, 'there is no tool chek'],
  ])('is told what is wrong with %s %j', async (name, given, sentence) => {
    const { text, isError } = await call(name, given);
    expect(isError).toBe(true);
    expect(text).toContain(sentence);
  });
});

test('every tool takes what it requires', () => {
  for (const { properties, required = [] } of mcpTools)
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...required]));
});
