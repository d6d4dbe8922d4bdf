import { HOLDS, VIOLATED } from '../network.ts';
import { lookup, lookupLocals } from './insert.ts';
import { markOf } from './judge.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import { unpack } from './packed.ts';

/**
 * What decides a `possible` claim on a finished search; a state is marked once a goal can be reached from it.
 *
 * - `mark(judge)`: marks the goals and nothing else; whether the judge applied anywhere.
 * - `answer(box, count)`: writes into each record, where its hash was, whether its successor is marked.
 * - `apply(box, count)`: marks the states that were left for a marked one; whether any is new.
 * - `trap(judge, from)`: first state from that number on that must reach a goal and cannot; the size if there is none.
 */
export function possible(plan: MemoryPlan): string {
  const { words, recordBytes, sizeAt, dataAt, reachAt, owners } = plan;
  const unpackState = `
        (local.set $at (i32.add (i32.const ${dataAt}) (i32.mul (local.get $state) (i32.const ${4 * words}))))
        ${unpack(plan, '$at')}
        (local.set $mark ${markOf(plan, '$judge')})`;
  return `
  (func (export "mark") (param $judge i32) (result i32)
    (local $state i32) (local $size i32) (local $at i32) (local $mark i32) (local $applied i32)
    (local.set $size (i32.load (i32.const ${sizeAt})))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $state) (local.get $size)))
        ${unpackState}
        (i32.store8 offset=${reachAt} (local.get $state) (i32.eq (local.get $mark) (i32.const ${HOLDS})))
        (local.set $applied (i32.or (local.get $applied) (local.get $mark)))
        (local.set $state (i32.add (local.get $state) (i32.const 1)))
        (br $next)))
    (i32.ne (local.get $applied) (i32.const 0)))

  (func (export "answer") (param $box i32) (param $count i32)
    ${lookupLocals}
    ${lookup(
      plan,
      `(i32.store offset=${4 * words} (local.get $record)
                  (i32.load8_u offset=${reachAt} (i32.sub (i32.and (local.get $entry) (local.get $mask)) (i32.const 1))))`,
      '(unreachable)',
    )})

  (func (export "apply") (param $box i32) (param $count i32) (result i32)
    (local $end i32) (local $state i32) (local $new i32)
    (local.set $end (i32.add (local.get $box) (i32.mul (local.get $count) (i32.const ${recordBytes}))))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $box) (local.get $end)))
        (if (i32.load offset=${4 * words} (local.get $box)) (then
          (local.set $state (i32.div_u (i32.load offset=${4 * words + 4} (local.get $box)) (i32.const ${owners})))
          (if (i32.eqz (i32.load8_u offset=${reachAt} (local.get $state))) (then
            (i32.store8 offset=${reachAt} (local.get $state) (i32.const 1))
            (local.set $new (i32.const 1))))))
        (local.set $box (i32.add (local.get $box) (i32.const ${recordBytes})))
        (br $next)))
    (local.get $new))

  (func (export "trap") (param $judge i32) (param $state i32) (result i32)
    (local $size i32) (local $at i32) (local $mark i32)
    (local.set $size (i32.load (i32.const ${sizeAt})))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $state) (local.get $size)))
        ${unpackState}
        (br_if $done (i32.and (i32.eq (local.get $mark) (i32.const ${VIOLATED}))
          (i32.eqz (i32.load8_u offset=${reachAt} (local.get $state)))))
        (local.set $state (i32.add (local.get $state) (i32.const 1)))
        (br $next)))
    (local.get $state))`;
}
