import { conformFtrace, judgeByPolicy, type Policy, policyOf } from '../conformance/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { Cli } from './command.ts';
import type { Compared, ConformFlags } from './compared.ts';
import { interruptible } from './interruptible.ts';
import { grouped } from './numbers.ts';
import { paintFor } from './paint.ts';
import { pickProposal } from './pickProposal.ts';
import { progressLine } from './progressLine.ts';
import { toldFtrace } from './toldFtrace.ts';
import { UsageError } from './usageError.ts';

/**
 * `conform ftrace`: a trace of a kernel's DMA, and what a design would have made of it.
 *
 * @throws {UsageError} for a policy that is no proposal, or decides no mappings.
 */
export async function compareFtrace(
  path: string,
  { catalogue, io }: Cli,
  flags: ConformFlags,
): Promise<Compared> {
  const line = progressLine(io, path);
  const report = await interruptible(io, (signal) =>
    conformFtrace(path, {
      signal,
      onProgress: ({ events }) => line.say(`${grouped(events)} events`),
      // Whoever pipes a live system into this wants to hear of it now.
      ...(path === '-'
        ? { onRefusal: ({ line: number, device, what }) => io.err(`line ${number}: ${device} ${what}\n`) }
        : {}),
    }),
  ).finally(line.end);
  const forced = report.devices.some(({ reasons }) => 'the pool bounces all' in reasons);
  const policy = flags.policy === undefined ? undefined : policyNamed(catalogue, flags.policy, forced);
  const judged = policy && judgeByPolicy(report, policy, flags.private ?? []);
  const leaks = judged?.kinds.filter(({ leaks: fate, forbidden }) => fate !== 'no' || forbidden).length ?? 0;
  const livelocks = report.retries.filter(({ fitsEmptyPool }) => fitsEmptyPool === false).length;
  return {
    report: { ...report, ...(judged ? { judged } : {}) },
    deviate: report.refusedSteps + report.contradictions.length + livelocks + leaks,
    cut: report.stopped !== undefined || report.unreadableLines > 0 || report.lostEvents > 0,
    text: toldFtrace(report, judged, paintFor(io)),
  };
}

function policyNamed(catalogue: Catalogue, name: string, forced: boolean): Policy {
  const { system } = pickProposal(catalogue, name);
  try {
    return policyOf(system, forced);
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`--policy: ${error.message}`);
    throw error;
  }
}
