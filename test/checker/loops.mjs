// Checks networks given on stdin by the loops of the explicit engine, by the build and outside Jest's sandbox: each network
// with each of its runs, and prints the reports. A run with `plainStates` begins in the plain loop and changes over there.
import { begin, breadthFirst } from '../../dist/checker/breadthFirst.js';
import { drive } from '../../dist/checker/drive.js';
import { explorationOf } from '../../dist/checker/explicit.js';
import { hotSearch } from '../../dist/checker/fast/hotSearch.js';
import { check } from '../../dist/checker/index.js';

async function changingOver(network, { plainStates, workers }) {
  const search = begin(network, {});
  await drive(breadthFirst(search, {}, plainStates), {});
  const hot = await hotSearch(network, search, search.judges, { workers });
  return explorationOf(network, search.judges, hot, {});
}

let text = '';
for await (const chunk of process.stdin) text += chunk;
const all = [];
for (const { network, runs } of JSON.parse(text)) {
  const reports = [];
  for (const run of runs)
    reports.push(await (run.plainStates ? changingOver(network, run) : check({ network }, run)));
  all.push(reports);
}
console.log(JSON.stringify(all));
