import { Worker } from 'node:worker_threads';
import { waitFor } from './meeting.ts';
import { type Done, searchShare, type Task } from './searchShare.ts';

/** What a thread does, as text, so that it can be told where this file is TypeScript, too. */
const text = `
const { parentPort, workerData } = require('node:worker_threads');
const share = (${searchShare})(workerData);
const waitFor = ${waitFor};
let turn = share.next();
while (!turn.done && waitFor(workerData.meeting, turn.value)) turn = share.next();
if (turn.done) parentPort.postMessage(turn.value);`;

/**
 * Gives each task to a thread of its own, and waits for all.
 *
 * @param lost called when the first thread ends without saying how it went.
 * @returns what each said; undefined for one that was lost.
 */
export async function inThreads(tasks: readonly Task[], lost: () => void): Promise<(Done | undefined)[]> {
  let isLost = false;
  return Promise.all(
    tasks.map(
      (task) =>
        new Promise<Done | undefined>((resolve) => {
          const thread = new Worker(text, { eval: true, workerData: task, execArgv: [] });
          let done: Done | undefined;
          thread.on('message', (said: Done) => {
            done = said;
          });
          // The exit follows, and says enough: what the others have found is still good.
          thread.on('error', () => {});
          thread.on('exit', () => {
            if (!done && !isLost) {
              isLost = true;
              lost();
            }
            resolve(done);
          });
        }),
    ),
  );
}
