import { VIOLATED } from '../network.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import { fold } from './packed.ts';
import { judgeBytes } from './program.ts';

/** Mark that the judge at an address gives to the local states at hand. */
export function markOf({ program: { judgedMax } }: MemoryPlan, judge: string): string {
  const index = Array.from({ length: judgedMax }, (_, i) => {
    const local = `(i32.load (i32.load offset=${8 + 8 * i} (local.get ${judge})))`;
    return `(i32.mul ${local} (i32.load offset=${12 + 8 * i} (local.get ${judge})))`;
  });
  return `(i32.load8_u (i32.add (i32.load offset=4 (local.get ${judge})) ${fold('i32.add', index)}))`;
}

/**
 * `$judge(list, state, step)`: asks every judge of a list about the local states at hand and notes what it says.
 * `$judgeSteps(state, first, steps)`: the same for the lists of a set of steps, the lowest of which is number `first`.
 */
export function judge(plan: MemoryPlan): string {
  const { judgedMax, appliedAt, violatedStateAt, violatedStepAt, stepJudgesAt } = plan.program;
  const firstAt = (base: number) => `offset=${base} (i32.shl (local.get $claim) (i32.const 2))`;
  return `
  (func $judge (param $list i32) (param $state i32) (param $step i32)
    (local $left i32) (local $judge i32) (local $mark i32) (local $claim i32)
    (local.set $left (i32.load (local.get $list)))
    (local.set $judge (i32.add (local.get $list) (i32.const 4)))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (local.get $left)))
        (local.set $mark ${markOf(plan, '$judge')})
        (if (local.get $mark) (then
          (local.set $claim (i32.load (local.get $judge)))
          (i32.store8 offset=${appliedAt} (local.get $claim) (i32.const 1))
          (if (i32.eq (local.get $mark) (i32.const ${VIOLATED})) (then
            (if (i32.eq (i32.load ${firstAt(violatedStateAt)}) (i32.const -1)) (then
              (i32.store ${firstAt(violatedStateAt)} (local.get $state))
              (i32.store ${firstAt(violatedStepAt)} (local.get $step))))))))
        (local.set $judge (i32.add (local.get $judge) (i32.const ${judgeBytes(judgedMax)})))
        (local.set $left (i32.sub (local.get $left) (i32.const 1)))
        (br $next))))

  (func $judgeSteps (param $state i32) (param $first i32) (param $steps i64)
    (local $step i32)
    (block $done
      (loop $next
        (br_if $done (i64.eqz (local.get $steps)))
        (local.set $step (i32.add (i32.wrap_i64 (i64.ctz (local.get $steps))) (local.get $first)))
        (local.set $steps (i64.and (local.get $steps) (i64.sub (local.get $steps) (i64.const 1))))
        (call $judge (i32.load offset=${stepJudgesAt} (i32.shl (local.get $step) (i32.const 2))) (local.get $state) (local.get $step))
        (br $next))))`;
}
