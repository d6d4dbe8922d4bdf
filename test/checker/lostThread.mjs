// Ends one of the threads of a search in its midst, and prints the report of the network given on stdin.
import { check } from '../../dist/checker/index.js';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const threads = [];
// Node tells of every thread that is started.
process.on('worker', (thread) => threads.push(thread));
const report = await check(
  { network: JSON.parse(text) },
  {
    workers: 3,
    onProgress: ({ depth }) => {
      if (threads.length === 2 && depth > 12) threads.pop().terminate();
    },
  },
);
console.log(JSON.stringify(report));
