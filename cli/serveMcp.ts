import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Cli } from './command.ts';
import { exitCode } from './exitCode.ts';
import { keptIo } from './keptIo.ts';
import { mcpTools } from './mcpTools.ts';

/**
 * Serves the commands over stdin and stdout until the input ends. A tool's answer is what the command prints; what the command line
 * would refuse is an error that says why.
 *
 * Source: Model Context Protocol, specification 2025-06-18, "Tools".
 */
export async function serveMcp({ version, run }: Cli): Promise<void> {
  const server = new Server({ name: 'coco-dma', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: mcpTools.map(({ name, description, properties, required = [] }) => ({
      name,
      description,
      inputSchema: { type: 'object', properties, required, additionalProperties: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = mcpTools.find(({ name }) => name === params.name);
    const given = params.arguments ?? {};
    const problem = tool
      ? [
          ...(tool.required ?? [])
            .filter((name) => given[name] === undefined)
            .map((name) => `${name} is missing`),
          ...Object.keys(given)
            .filter((name) => !(name in tool.properties))
            .map((name) => `there is no ${name}`),
        ].join('; ')
      : `there is no tool ${params.name}`;
    if (!tool || problem !== '') return answer(`${params.name}: ${problem}`, true);
    const { io, written } = keptIo();
    const code = await run(tool.args(given), {
      ...io,
      // Who asked may say that the answer is not wanted any more.
      onInterrupt(stop) {
        signal.addEventListener('abort', stop);
        return () => signal.removeEventListener('abort', stop);
      },
    });
    return answer(written.out === '' ? written.err : written.out, code === exitCode.usage);
  });
  const transport = new StdioServerTransport();
  await server.connect(transport);
  await new Promise<void>((resolve) => {
    server.onclose = resolve;
    // The transport does not look at the end of its input.
    process.stdin.once('end', () => void server.close());
  });
}

const answer = (text: string, isError: boolean) => ({ content: [{ type: 'text' as const, text }], isError });
