import type { Command } from 'commander';
import type { Catalogue } from './catalogue.ts';
import type { ExitCode } from './exitCode.ts';
import type { Io } from './io.ts';

/** What a command is given. */
export interface Cli {
  readonly catalogue: Catalogue;
  readonly io: Io;
  /** This package's version. */
  readonly version: string;
  /** Runs another command line, printing elsewhere. */
  run(args: readonly string[], io: Io): Promise<ExitCode>;
  /** Sets what the process will tell its caller. */
  exit(code: ExitCode): void;
}

/** Adds one command to the program. */
export type AddCommand = (program: Command, cli: Cli) => void;

/** Prints data for programs. */
export const printJson = ({ out }: Io, data: object): void => out(`${JSON.stringify(data, null, 2)}\n`);
