// Prints the reference of the command line from what the program says of itself: docs/cli.md. Its output is piped, never a terminal,
// so that lines break where they always do.
import { catalogue } from '../dist/cli/catalogue.js';
import { run } from '../dist/cli/run.js';

async function help(...args) {
  let text = '';
  const out = (more) => {
    text += more;
  };
  const io = { out, err: out, colour: false, progress: false, onInterrupt: () => () => {} };
  await run([...args, '--help'], io, catalogue, '');
  return text.trimEnd();
}

/** Names of the commands that a help text lists. */
const commandsOf = (text) => {
  const [, listed = ''] = text.split('\nCommands:\n');
  return [...listed.split('\n\n')[0].matchAll(/^ {2}(\S+)/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'help');
};

const whole = await help();
const sections = [];
for (const name of commandsOf(whole)) {
  const text = await help(name);
  sections.push(`## ${name}\n\n\`\`\`text\n${text}\n\`\`\`\n`);
  for (const inner of commandsOf(text))
    sections.push(`### ${name} ${inner}\n\n\`\`\`text\n${await help(name, inner)}\n\`\`\`\n`);
}
process.stdout.write(`# The command line

Written from what \`coco-dma --help\` and \`coco-dma <command> --help\` say.

\`\`\`text
${whole}
\`\`\`

${sections.join('\n')}`);
