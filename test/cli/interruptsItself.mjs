// Runs the built command line with these arguments as on a terminal, and sends itself the signal of Ctrl-C as soon as the
// progress line tells of more than so many states: no clock is needed to hit a search while it is under way.
import { catalogue } from '../../dist/cli/catalogue.js';
import { exitCode } from '../../dist/cli/exitCode.js';
import { processIo } from '../../dist/cli/io.js';
import { run } from '../../dist/cli/run.js';

const [statesMin, ...args] = process.argv.slice(2);
// A second signal would end the process.
let sent = false;
const err = (text) => {
  const [, states = '0'] = /([\d,]+) states/.exec(text) ?? [];
  if (sent || Number(states.replaceAll(',', '')) <= Number(statesMin)) return;
  sent = true;
  process.kill(process.pid, 'SIGINT');
};
process.exitCode = await run(
  args,
  { ...processIo(exitCode.unknown), err, progress: true },
  catalogue,
  '0.0.0',
);
