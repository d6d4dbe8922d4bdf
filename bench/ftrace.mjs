// Speed of `conform ftrace` in one thread: `npm run bench:ftrace`. Told by the clock, and by the CPU seconds of all threads
// together (the collector of garbage has some), which a busy machine disturbs less; nothing is asserted.
// The young generation is as large as the command gives itself: with the default one, half of the time is the collector's.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { FtraceReader } from '../dist/conformance/index.js';

const ROUNDS = 5;
const EVENTS = 2_000_000;
const folder = new URL('../test/golden/kernel-traces/', import.meta.url);
const boot = (name) => gunzipSync(readFileSync(new URL(`${name}/trace.txt.gz`, folder)));
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Reads copies of a text, each with a reader of its own if they do not go together, and says how many events a second were read. */
function speed(name, text, together) {
  const lines = text.toString('latin1').split('\n').length;
  const copies = Math.ceil(EVENTS / lines);
  const rates = [];
  const ofCpu = [];
  for (let round = 0; round < ROUNDS; round++) {
    let reader = new FtraceReader();
    let events = 0;
    const began = performance.now();
    const from = process.cpuUsage();
    for (let copy = 0; copy < copies; copy++) {
      reader.read(text);
      if (together) continue;
      events += reader.report(name).events;
      reader = new FtraceReader();
    }
    const { user, system } = process.cpuUsage(from);
    const microseconds = 1000 * (performance.now() - began);
    events += reader.report(name).events;
    rates.push(events / microseconds);
    ofCpu.push(events / (user + system));
  }
  const told = (of) => median(of).toFixed(2).padStart(8);
  console.log(`${name.padEnd(58)}${told(rates)} M events/s${told(ofCpu)} M events/s of CPU`);
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
speed('tracepoints of dma and swiotlb (x09, copied)', tracepoints, true);
// The allocator's cursors differ after the first copy, so that each copy is a trace of its own.
speed('with probes, slots predicted (x09, copied)', probed, false);
