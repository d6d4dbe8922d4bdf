import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { machines } from '../../machines/index.ts';
import { mutantsOf } from './mutantsOf.ts';
import type { Outcome } from './outcome.ts';
import { designsWith, type MachineName } from './subject.ts';
import type { Task } from './worker.ts';

/** Mutants from which on a machine is shared out among the workers; each has to explore its designs anew. */
const SHARED_FROM = 60;

/** What to run, and whom to tell. */
export interface RunOptions {
  readonly machines: readonly MachineName[];
  readonly mutant: string;
  readonly all: boolean;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly onOutcome: (outcome: Outcome) => void;
  /** All mutants of a machine are judged; in the order in which they are made. */
  readonly onMachine: (machine: MachineName, outcomes: readonly Outcome[]) => void;
}

/** Judges the mutants of machines in processes of their own, the machines with the least to explore first. */
export async function run({ workers, signal, onOutcome, onMachine, ...wanted }: RunOptions): Promise<void> {
  const effort = (name: MachineName) =>
    designsWith(machines[name]).reduce((sum, { pinned }) => sum + (pinned?.states ?? 0), 0);
  const tasks = [...wanted.machines]
    .sort((a, b) => effort(a) - effort(b))
    .flatMap((machine): Task[] => {
      const of = mutantsOf(machine, machines[machine]).length > SHARED_FROM ? workers : 1;
      return Array.from({ length: of }, (_, first) => ({ ...wanted, machine, first, of }));
    });
  const found = new Map<MachineName, { left: number; outcomes: Map<number, Outcome> }>();
  for (const { machine, of } of tasks) found.set(machine, { left: of, outcomes: new Map() });

  const serve = async () => {
    const child = fork(join(import.meta.dirname, 'worker.js'), { execArgv: ['--max-semi-space-size=256'] });
    const stop = () => child.kill();
    signal.addEventListener('abort', stop);
    try {
      for (let task = tasks.shift(); task && !signal.aborted; task = tasks.shift()) {
        const { machine } = task;
        const of = found.get(machine);
        const whole = await served(child, task, (outcome, number) => {
          of?.outcomes.set(number, outcome);
          onOutcome(outcome);
        });
        if (!whole && !signal.aborted)
          throw new Error(`a worker ended while it judged mutants of ${machine}`);
        if (of && whole && --of.left === 0)
          onMachine(
            machine,
            [...of.outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome),
          );
      }
    } finally {
      signal.removeEventListener('abort', stop);
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: workers }, serve));
}

/** Whether a worker did the whole of a task. */
const served = (
  child: ChildProcess,
  task: Task,
  tell: (outcome: Outcome, number: number) => void,
): Promise<boolean> =>
  new Promise((resolve) => {
    const told = (message: { done?: true; outcome?: Outcome; number?: number }) => {
      if (message.outcome) tell(message.outcome, message.number ?? 0);
      if (message.done) end(true);
    };
    const ended = () => end(false);
    const end = (whole: boolean) => {
      child.off('message', told);
      child.off('exit', ended);
      resolve(whole);
    };
    child.on('message', told);
    child.on('exit', ended);
    child.send(task);
  });
