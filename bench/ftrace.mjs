// Speed of `conform ftrace`: `npm run bench:ftrace`. Seconds are those of the CPU, all threads together, so that a
// busy machine disturbs less; nothing is asserted.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { FtraceReader } from '../dist/conformance/index.js';

const ROUNDS = 5;
const EVENTS = 2_000_000;
const folder = new URL('../test/golden/kernel-traces/', import.meta.url);
const boot = (name) => gunzipSync(readFileSync(new URL(`${name}/trace.txt.gz`, folder)));
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Reads pieces of whole lines, and says how many events a second of the CPU saw. */
function speed(name, pieces) {
  const rates = [];
  for (let round = 0; round < ROUNDS; round++) {
    const reader = new FtraceReader();
    const from = process.cpuUsage();
    for (const piece of pieces) reader.read(piece);
    const { user, system } = process.cpuUsage(from);
    const { events } = reader.report(name);
    rates.push(events / ((user + system) / 1e6));
  }
  const rate = (median(rates) / 1e6).toFixed(2);
  console.log(`${name.padEnd(58)}${rate.padStart(8)} M events/s of CPU`);
}

/** As many copies of a text as make up EVENTS lines. */
function copies(text) {
  const lines = text.toString('latin1').split('\n').length;
  return Array.from({ length: Math.ceil(EVENTS / lines) }, () => text);
}

const probed = boot('x09-small-nvme-storm');
const lines = probed.toString('latin1').split('\n');
const tracepoints = Buffer.from(
  lines
    .filter((line) => !line.includes(': ('))
    .join('\n')
    .concat('\n'),
  'latin1',
);
speed('tracepoints of dma and swiotlb (x09, copied)', copies(tracepoints));
// The allocator's cursors differ after the first copy, so that a run with probes is one copy.
speed('with probes, slots predicted (x09, one copy)', [probed]);
