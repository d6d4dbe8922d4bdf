import type { AddCommand } from './command.ts';
import { exitCode } from './exitCode.ts';

/** `mcp`: the commands as tools of a Model Context Protocol server. */
export const addMcp: AddCommand = (program, cli) => {
  program
    .command('mcp')
    .description(
      'serve check, trace, why, list and diagram to coding assistants (Model Context Protocol, stdio)',
    )
    .addHelpText(
      'after',
      `
Ends when its input does. In the configuration of an assistant:
  { "mcpServers": { "coco-dma": { "command": "npx", "args": ["coco-dma", "mcp"] } } }`,
    )
    .action(async () => {
      // Nobody else waits for the protocol to be loaded.
      const { serveMcp } = await import('./serveMcp.ts');
      await serveMcp(cli);
      cli.exit(exitCode.asStated);
    });
};
