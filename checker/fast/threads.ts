import { Worker } from 'node:worker_threads';
import { type Meeting, waitFor } from './meeting.ts';
import { type Done, searchShare, type Task } from './searchShare.ts';

/**
 * Lets the workers of a search do their tasks, and waits for all.
 *
 * @param tell called now and then.
 * @returns what each said; undefined for one that was lost or lost another one.
 */
export type Together = (
  tasks: readonly Task[],
  meeting: Meeting,
  tell: () => void,
) => Promise<(Done | undefined)[]>;

/**
 * Starts threads for all workers but one, whose share is done here. They come up while their tasks are made, and keep
 * nobody until they have them.
 */
export function inThreads(workers: number): Together {
  const threads = Array.from({ length: workers - 1 }, startThread);
  return async ([first, ...others], meeting, tell) => {
    const apart = threads.map(async (thread, i) => {
      const done = await thread(others[i] as Task);
      if (!done) meeting.lost();
      return done;
    });
    return [await here(first as Task, meeting, tell), ...(await Promise.all(apart))];
  };
}

/** What a thread does, as text, so that it can be told where this file is TypeScript, too. */
const text = `
const { parentPort } = require('node:worker_threads');
const waitFor = ${waitFor};
parentPort.once('message', (task) => {
  const share = (${searchShare})(task);
  let turn = share.next();
  while (!turn.done && waitFor(task.meeting, turn.value)) turn = share.next();
  if (turn.done) parentPort.postMessage(turn.value);
});`;

function startThread(): (task: Task) => Promise<Done | undefined> {
  const thread = new Worker(text, { eval: true, execArgv: [] });
  thread.unref();
  const done = new Promise<Done | undefined>((resolve) => {
    thread.once('message', resolve);
    // The exit follows, and says enough: what the others have found is still good.
    thread.on('error', () => {});
    thread.once('exit', () => resolve(undefined));
  });
  return (task) => {
    thread.ref();
    thread.postMessage(task);
    return done;
  };
}

/** Time between two looks around. */
const MILLISECONDS_PER_LOOK = 10;

/** Does a share in this thread, letting timers and signals in now and then. */
async function here(task: Task, meeting: Meeting, tell: () => void): Promise<Done | undefined> {
  const share = searchShare(task);
  let looked = performance.now();
  for (;;) {
    const turn = share.next();
    if (turn.done) return turn.value;
    for (let over = false; !over; ) {
      over = waitFor(task.meeting, turn.value, MILLISECONDS_PER_LOOK);
      if (performance.now() - looked < MILLISECONDS_PER_LOOK) continue;
      if (meeting.isLost) return undefined;
      tell();
      await new Promise((resolve) => setImmediate(resolve));
      looked = performance.now();
    }
  }
}
