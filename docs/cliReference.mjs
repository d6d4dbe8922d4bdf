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

const whole = await help();
const [, listed] = whole.split('\nCommands:\n');
const names = [...listed.split('\n\n')[0].matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name);
const sections = [];
for (const name of names.filter((name) => name !== 'help')) {
  const text = await help(name);
  sections.push(`## ${name}\n\n\`\`\`text\n${text}\n\`\`\`\n`);
}
process.stdout.write(`# The command line

Written from what \`coco-dma --help\` and \`coco-dma <command> --help\` say.

\`\`\`text
${whole}
\`\`\`

${sections.join('\n')}`);
