// Checks networks given on stdin by the loops of the explicit engine, by the build and outside Jest's sandbox: each network
// with each of its runs, and prints the reports. A run with `plainStates` begins in the plain loop and changes over there;
// with `first` its workers take turns in one thread, the first or the last of them first.
import { begin, breadthFirst } from '../../dist/checker/breadthFirst.js';
import { drive } from '../../dist/checker/drive.js';
import { explorationOf } from '../../dist/checker/explicit.js';
import { hotSearch } from '../../dist/checker/fast/hotSearch.js';
import { searchShare } from '../../dist/checker/fast/searchShare.js';
import { check } from '../../dist/checker/index.js';

/** All workers in this thread. Each goes to its next meeting before the others have looked at what the last one told. */
const inTurn = (order) => () => async (tasks) => {
  const shares = order === 'last' ? tasks.map(searchShare).reverse() : tasks.map(searchShare);
  for (;;) {
    const turns = shares.map((share) => share.next());
    if (turns.every(({ done }) => done))
      return (order === 'last' ? turns.reverse() : turns).map(({ value }) => value);
    if (turns.some(({ done }) => done)) throw new Error('a worker ended before the others');
  }
};

async function changingOver(network, { plainStates, workers, first }) {
  const search = begin(network, {});
  await drive(breadthFirst(search, {}, plainStates), {});
  const options = first ? { workers, startTogether: inTurn(first) } : { workers };
  // With little memory the boxes are small, so that there is more than one round; of some networks the tables fill it.
  const little = await hotSearch(network, search, search.judges, { ...options, maxBytes: workers * 150_000 });
  const hot = little ?? (await hotSearch(network, search, search.judges, options));
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
