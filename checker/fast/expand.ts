import { boxOf } from './boxes.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import { each, fold, hash, unpack, wordAt } from './packed.ts';
import { MOVE_BYTES } from './program.ts';
import { recent } from './recent.ts';

/**
 * `expand(from, to, back)`: writes a record for every transition out of the states from number `from` up to
 * `to`, into the boxes at hand, and judges the steps; it leaves out those to states that were found lately. With `back` it
 * goes down instead, leaves out none, judges nothing, and passes over states that are marked. Stops where a box might
 * overflow; returns where, and at `takenAt` there is how many transitions it took.
 */
export function expand(plan: MemoryPlan): string {
  const { program, words, dataAt, reachAt, owners, rankAt, takenAt } = plan;
  const boxes = boxOf(plan);
  const { stepWords, concerned, acceptAt, localAt, movesMax, movesAt, judgedAt } = program;
  const origin =
    owners === 1
      ? '(local.get $state)'
      : `(i32.add (i32.mul (local.get $state) (i32.const ${owners})) (i32.load (i32.const ${rankAt})))`;
  const accepted = (word: number) =>
    fold(
      'i64.and',
      (concerned[word] as readonly number[]).map((part) => {
        const local = `(i32.load (i32.const ${localAt + 4 * part}))`;
        return `(i64.load offset=${(acceptAt[part] as number) + 8 * word} (i32.mul ${local} (i32.const ${8 * stepWords})))`;
      }),
    );
  return `
  (func $expand (export "expand") (param $i i32) (param $to i32) (param $back i32) (result i32)
    (local $state i32) (local $at i32) (local $record i32) (local $step i32) (local $move i32) (local $h i32)
    (local $enabled i64) (local $word i32) (local $pair i64) (local $full i32) (local $box i32) (local $limit i32)
    (local $count i32) (local $recent i32) (local $fresh i32)
    ${boxes.open}
    (block $done
      (loop $next
        (br_if $done (i32.or (i32.eq (local.get $i) (local.get $to)) (local.get $full)))
        (local.set $state (i32.sub (local.get $i) (local.get $back)))
        (local.set $i (i32.add (local.get $i) (i32.sub (i32.const 1) (i32.shl (local.get $back) (i32.const 1)))))
        ${
          program.possible.length > 0
            ? `(if (local.get $back) (then
          (br_if $next (i32.load8_u offset=${reachAt} (local.get $state)))))`
            : ''
        }
        (local.set $at (i32.add (i32.const ${dataAt}) (i32.mul (local.get $state) (i32.const ${4 * words}))))
        ${unpack(plan, '$at')}
        ${each(
          stepWords,
          (word) => `
        (local.set $enabled ${accepted(word)})
        (if (i32.eqz (local.get $back)) (then
          (call $judgeSteps (local.get $state) (i32.const ${word * 64})
            (i64.and (local.get $enabled) (i64.load (i32.const ${judgedAt + 8 * word}))))))
        (local.set $count (i32.add (local.get $count) (i32.wrap_i64 (i64.popcnt (local.get $enabled)))))
        (block $taken${word}
          (loop $take${word}
            (br_if $taken${word} (i64.eqz (local.get $enabled)))
            (local.set $step (i32.add (i32.wrap_i64 (i64.ctz (local.get $enabled))) (i32.const ${64 * word})))
            (local.set $enabled (i64.and (local.get $enabled) (i64.sub (local.get $enabled) (i64.const 1))))
            (local.set $move (i32.mul (local.get $step) (i32.const ${movesMax * MOVE_BYTES})))
            ${successor(plan, movesAt, movesMax)}
            (i32.store offset=${4 * words} (local.get $record) (local.get $h))
            (i32.store offset=${4 * words + 4} (local.get $record) ${origin})
            (i32.store offset=${4 * words + 8} (local.get $record) (local.get $step))
            ${boxes.advance}
            (br $take${word})))`,
        )}
        ${boxes.check}
        (br $next)))
    ${boxes.close}
    (i32.store (i32.const ${takenAt}) (local.get $count))
    (local.get $i))`;
}

/** Sets \`$record\` to the place of the next record, \`$h\` to the hash of the successor, and writes the successor. */
function successor(plan: MemoryPlan, movesAt: number, movesMax: number): string {
  const { words } = plan;
  const field = (m: number, byte: number) =>
    `(i32.load offset=${movesAt + m * MOVE_BYTES + byte} (local.get $move))`;
  const changeAt = (m: number, scale: number) =>
    `(i32.add ${field(m, 4)} (i32.shl (i32.load ${field(m, 0)}) (i32.const ${scale})))`;
  const moves = Array.from({ length: movesMax }, (_, m) => m);
  const { place } = boxOf(plan);
  if (words === 1)
    return `
            (local.set $word ${fold('i32.xor', [wordAt('$at', 0), ...moves.map((m) => `(i32.load ${changeAt(m, 2)})`)])})
            ${hash(['(local.get $word)'], '$h')}
            ${recent(plan, ['(local.get $word)'])}
            ${place}
            (i32.store (local.get $record) (local.get $word))`;
  if (words === 2)
    return `
            (local.set $pair ${fold('i64.xor', ['(i64.load (local.get $at))', ...moves.map((m) => `(i64.load ${changeAt(m, 3)})`)])})
            ${hash(['(i32.wrap_i64 (local.get $pair))', '(i32.wrap_i64 (i64.shr_u (local.get $pair) (i64.const 32)))'], '$h')}
            ${recent(plan, ['(local.get $pair)'])}
            ${place}
            (i64.store (local.get $record) (local.get $pair))`;
  const { successorAt } = plan;
  const successorWords = Array.from(
    { length: words },
    (_, w) => `(i32.load (i32.const ${successorAt + 4 * w}))`,
  );
  return `
            ${each(words, (w) => `(i32.store (i32.const ${successorAt + 4 * w}) ${wordAt('$at', w)})`)}
            ${moves
              .map(
                (m) => `
            (local.set $word ${field(m, 8)})
            (i32.store offset=${successorAt} (local.get $word)
              (i32.xor (i32.load offset=${successorAt} (local.get $word)) (i32.load ${changeAt(m, 2)})))`,
              )
              .join('')}
            ${hash(successorWords, '$h')}
            ${recent(plan, successorWords)}
            ${place}
            ${each(words, (w) => `(i32.store offset=${4 * w} (local.get $record) ${successorWords[w]})`)}`;
}
