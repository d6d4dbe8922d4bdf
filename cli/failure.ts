import { CheckpointError, ReductionError } from '../checker/index.ts';
import { MachineError } from '../composition/index.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { UsageError } from './usageError.ts';

/** What the caller is told of an error: its sentence, with a stack where the fault is ours, and the exit code. */
export function failure(error: unknown): { readonly message: string; readonly code: ExitCode } {
  const usage =
    error instanceof UsageError || error instanceof ReductionError || error instanceof CheckpointError;
  const known = usage || error instanceof MachineError || error instanceof RangeError;
  const message = error instanceof Error ? ((known ? error.message : error.stack) ?? '') : String(error);
  // What failed without a verdict is not a claim that was met.
  return { message, code: usage ? exitCode.usage : exitCode.unknown };
}
