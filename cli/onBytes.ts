import { hexdump, MisuseError, type OnBytes, runOnBytes } from '../runtime/index.ts';
import type { Counterexample } from './counterexample.ts';
import { grouped } from './numbers.ts';
import { UsageError } from './usageError.ts';

/**
 * The counterexample executed on the runtime.
 *
 * @throws {UsageError} for a design that has no bytes.
 */
export function onBytes({ composition, found }: Counterexample): OnBytes | undefined {
  try {
    return found.trace && runOnBytes(composition.world, found.trace);
  } catch (error) {
    throw error instanceof MisuseError ? new UsageError(`--on-bytes: ${error.message}`) : error;
  }
}

/** What the host saw, with a hexdump of each secret. */
export function bytesText(run: OnBytes | undefined): string {
  if (!run) return 'On bytes: there is no counterexample to execute.\n';
  const { steps, refused, secrets, bytes, differsAfterStep } = run;
  const head =
    refused === undefined ? `all ${steps} steps executed` : `${steps} steps executed, then: ${refused}`;
  const seen = secrets.flatMap(({ where, at, bytes: secret, afterStep }) => [
    '',
    `  After step ${afterStep} the host reads a secret in ${where}:`,
    ...hexdump(at, secret)
      .split('\n')
      .map((line) => `    ${line}`),
  ]);
  const none = `  The host reads no secret in ${grouped(bytes)} bytes of memory.`;
  const other =
    differsAfterStep === undefined
      ? '  With another secret the host would have read the same shared bytes.'
      : `  With another secret the host would have read other shared bytes from step ${differsAfterStep} on.`;
  return `${[`On bytes: ${head}.`, ...(seen.length > 0 ? seen : [none]), '', other].join('\n')}\n`;
}

/** The same as data; bytes in hexadecimal. */
export const bytesJson = ({ secrets, ...told }: OnBytes): object => ({
  ...told,
  secrets: secrets.map(({ bytes, ...secret }) => ({ ...secret, bytes: bytes.toString('hex') })),
});
