import type { Checked } from './checked.ts';
import { type ExitCode, exitCode } from './exitCode.ts';

/** What a run of `check` tells its caller. */
export function codeOf(results: readonly Checked[]): ExitCode {
  const standings = results.flatMap(({ claims }) => claims.map(({ standing }) => standing));
  const wrong = standings.some((standing) => standing === 'contradicted' || standing === 'unstated');
  const astray = results.some(({ audit }) => (audit?.differences.length ?? 0) > 0);
  const stuck = results.some(({ report }) => report.livelock?.found || (report.deadlocks?.states ?? 0) > 0);
  if (wrong || astray || stuck || results.some(({ pinned }) => pinned?.asStated === false))
    return exitCode.notMet;
  const complete = results.every(({ report }) => report.complete && report.livelock?.because === undefined);
  return complete && !standings.includes('unknown') ? exitCode.asStated : exitCode.unknown;
}
