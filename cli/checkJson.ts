import type { CheckOptions } from '../checker/index.ts';
import type { Checked } from './checked.ts';
import { jsonCount } from './numbers.ts';

/**
 * A run of `check` for programs, schema 1. `expected` is what the proposal states (`"holds"`, `"vacuous"`
 * or `{ "violated": steps }`) and is there at the proposal's own sizes only; `pinned` where the graph could
 * be compared with the stated one; `loop` and `workers` of engine `explicit`; `chosen` where engine `auto` came to
 * another engine than the first; `stopped` and `limits` where a search was cut short; `reduction` and `notReduced` where
 * less than the whole graph was asked for; `shortest: false` where traces may be longer than need be;
 * `host: "honest"` where the host makes no hostile move, and then `hostile`, what the proposal states for one that does;
 * `deadlocks`, `livelock` and `coverage` where they were asked for; `without` where rules were
 * left out, and then no claim is `asStated` or not.
 */
export function checkJson(
  run: readonly Checked[],
  limits: Pick<CheckOptions, 'maxStates' | 'maxBytes' | 'maxNodes'>,
): object {
  return {
    schema: 1,
    proposals: run.map(({ report, size, host, proposal, claims, without, pinned, audit, forecast }) => ({
      name: report.name,
      ...(without ? { without } : {}),
      engine: report.engine,
      ...(report.loop ? { loop: report.loop, workers: report.workers } : {}),
      ...(report.chosen ? { chosen: report.chosen } : {}),
      size,
      ...(host === 'honest' ? { host } : {}),
      states: jsonCount(report.states),
      transitions: jsonCount(report.transitions),
      ...(report.depth === undefined ? {} : { depth: report.depth }),
      seconds: report.seconds,
      statesPerSecond: report.seconds > 0 ? Math.round(Number(report.states) / report.seconds) : 0,
      complete: report.complete,
      ...(report.reduction ? { reduction: report.reduction } : {}),
      ...(report.notReduced ? { notReduced: report.notReduced } : {}),
      ...(report.shortest === undefined ? {} : { shortest: report.shortest }),
      ...(report.stopped ? { stopped: report.stopped, limits } : {}),
      ...(report.notSaved === undefined ? {} : { notSaved: report.notSaved }),
      ...(pinned ? { pinned } : {}),
      ...(forecast ? { forecast } : {}),
      ...(report.deadlocks
        ? { deadlocks: { ...report.deadlocks, states: jsonCount(report.deadlocks.states) } }
        : {}),
      ...(report.livelock ? { livelock: report.livelock } : {}),
      ...(report.coverage ? { coverage: report.coverage } : {}),
      ...(audit
        ? {
            audit: {
              ...audit,
              states: jsonCount(audit.states),
              transitions: jsonCount(audit.transitions),
              referenceStates: jsonCount(audit.referenceStates),
            },
          }
        : {}),
      claims: claims.map(({ claim, verdict, trace, loop, because, expected, standing }) => ({
        invariant: claim,
        verdict,
        ...(trace ? { steps: trace.length, trace } : {}),
        ...(loop ? { loop } : {}),
        ...(because === undefined ? {} : { because }),
        ...(expected === undefined ? {} : { expected }),
        ...(host === 'honest' ? { hostile: proposal.stands[claim] } : {}),
        ...(without ? {} : { asStated: standing === 'asStated' }),
      })),
    })),
  };
}
