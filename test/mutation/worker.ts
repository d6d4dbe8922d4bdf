import { judge } from './judge.ts';
import { type MachineName, subjectOf } from './subject.ts';

/** What a worker is to do: every `of`-th mutant of a machine, from number `first` on. */
export interface Task {
  readonly machine: MachineName;
  readonly first: number;
  readonly of: number;
  /** Part of the names of the mutants that are wanted. */
  readonly mutant: string;
  readonly all: boolean;
}

// Ctrl-C reaches the whole group; it is for the main program to say what happens then.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
process.on('message', async ({ machine, first, of, mutant, all }: Task) => {
  const subject = await subjectOf(machine);
  const wanted = subject.mutants.filter(({ name }) => name.includes(mutant));
  for (let number = first; number < wanted.length; number += of) {
    const one = wanted[number];
    if (one) process.send?.({ outcome: await judge(subject, one, all), number });
  }
  process.send?.({ done: true });
});
