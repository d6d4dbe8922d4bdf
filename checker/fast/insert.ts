import type { MemoryPlan } from './memoryPlan.ts';
import { each, fold, hash, unpack, wordAt } from './packed.ts';

/** Records whose slots are touched before the first of them is looked up: they then come from memory together. */
const RECORDS_PER_TOUCH = 128;

/** An entry of the table: above the mask the bits of the hash that the slot does not tell, below it number + 1. */
const differs = (entry: string) =>
  `(i32.and (i32.xor ${entry} (local.get $h)) (i32.xor (local.get $mask) (i32.const -1)))`;
const numberOf = (entry: string) => `(i32.sub (i32.and ${entry} (local.get $mask)) (i32.const 1))`;
const following = '(local.set $slot (i32.and (i32.add (local.get $slot) (i32.const 1)) (local.get $mask)))';

/**
 * `insert(box, count, limit)`: adds the packed states of a box's records that are new, and judges them. Stops before the
 * set would have more than `limit` states; returns how many records were dealt with.
 */
export function insert(plan: MemoryPlan): string {
  const { program, words, recordBytes, sizeAt, dataAt, parentAt } = plan;
  return `
  (func $insert (export "insert") (param $box i32) (param $count i32) (param $limit i32) (result i32)
    (local $size i32) (local $judges i32) ${lookupLocals}
    (local.set $size (i32.load (i32.const ${sizeAt})))
    ${lookup(
      plan,
      '',
      `
        (if (i32.ge_u (local.get $size) (local.get $limit)) (then
          (i32.store (i32.const ${sizeAt}) (local.get $size))
          (return (i32.div_u (i32.sub (local.get $record) (local.get $box)) (i32.const ${recordBytes})))))
        (local.set $state (i32.add (i32.const ${dataAt}) (i32.mul (local.get $size) (i32.const ${4 * words}))))
        ${each(words, (w) => `(i32.store offset=${4 * w} (local.get $state) ${wordAt('$record', w)})`)}
        (i32.store offset=${parentAt} (i32.shl (local.get $size) (i32.const 2)) (i32.load offset=${4 * words + 4} (local.get $record)))
        (local.set $judges (i32.load (i32.add (i32.const ${program.stateJudgesAt})
          (i32.shl (i32.load offset=${4 * words + 8} (local.get $record)) (i32.const 2)))))
        (if (i32.load (local.get $judges)) (then
          ${unpack(plan, '$record')}
          (call $judge (local.get $judges) (local.get $size) (i32.const -1))))
        (local.set $size (i32.add (local.get $size) (i32.const 1)))
        (i32.store (local.get $cell) (i32.or (i32.and (local.get $h) (i32.xor (local.get $mask) (i32.const -1))) (local.get $size)))`,
    )}
    (i32.store (i32.const ${sizeAt}) (local.get $size))
    (local.get $count))`;
}

/** `rehash(bits)`: makes the table one of 2^bits slots. */
export function rehash(plan: MemoryPlan): string {
  const { words, maskAt, sizeAt, tableAt, dataAt } = plan;
  return `
  (func $rehash (export "rehash") (param $bits i32)
    (local $mask i32) (local $number i32) (local $size i32) (local $at i32) (local $slot i32) (local $cell i32) (local $h i32)
    (local.set $mask (i32.sub (i32.shl (i32.const 1) (local.get $bits)) (i32.const 1)))
    (i32.store (i32.const ${maskAt}) (local.get $mask))
    (memory.fill (i32.const ${tableAt}) (i32.const 0) (i32.shl (i32.const 4) (local.get $bits)))
    (local.set $size (i32.load (i32.const ${sizeAt})))
    (local.set $at (i32.const ${dataAt}))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $number) (local.get $size)))
        (local.set $number (i32.add (local.get $number) (i32.const 1)))
        ${hash(
          Array.from({ length: words }, (_, w) => wordAt('$at', w)),
          '$h',
        )}
        (local.set $at (i32.add (local.get $at) (i32.const ${4 * words})))
        (local.set $slot (i32.and (local.get $h) (local.get $mask)))
        (block $found
          (loop $probe
            (local.set $cell (i32.add (i32.const ${tableAt}) (i32.shl (local.get $slot) (i32.const 2))))
            (br_if $found (i32.eqz (i32.load (local.get $cell))))
            ${following}
            (br $probe)))
        (i32.store (local.get $cell) (i32.or (i32.and (local.get $h) (i32.xor (local.get $mask) (i32.const -1))) (local.get $number)))
        (br $next))))`;
}

/** The locals of a function that looks up records. */
export const lookupLocals = `(local $record i32) (local $end i32) (local $stop i32) (local $ahead i32) (local $mask i32)
    (local $h i32) (local $slot i32) (local $cell i32) (local $entry i32) (local $state i32) (local $touched i32)`;

/**
 * Looks up each record of the box `$box` with `$count` records. In `known`, `$entry` is the entry of its state; in
 * `fresh`, `$cell` is the address of the empty slot for it.
 */
export function lookup(plan: MemoryPlan, known: string, fresh: string): string {
  const { words, recordBytes, maskAt, tableAt, dataAt, sinkAt } = plan;
  const hashAt = (address: string) => `(i32.load offset=${4 * words} (local.get ${address}))`;
  const firstEntry = `(i32.load offset=${tableAt} (i32.shl (i32.and (local.get $h) (local.get $mask)) (i32.const 2)))`;
  const ahead = (label: string, body: string) => `
      (local.set $ahead (local.get $record))
      (loop $${label}
        (local.set $h ${hashAt('$ahead')})
        ${body}
        (local.set $ahead (i32.add (local.get $ahead) (i32.const ${recordBytes})))
        (br_if $${label} (i32.lt_u (local.get $ahead) (local.get $stop))))`;
  return `
    (local.set $mask (i32.load (i32.const ${maskAt})))
    (local.set $record (local.get $box))
    (local.set $end (i32.add (local.get $box) (i32.mul (local.get $count) (i32.const ${recordBytes}))))
    (block $all
    (loop $batch
      (br_if $all (i32.ge_u (local.get $record) (local.get $end)))
      (local.set $stop (i32.add (local.get $record) (i32.const ${RECORDS_PER_TOUCH * recordBytes})))
      (if (i32.gt_u (local.get $stop) (local.get $end)) (then (local.set $stop (local.get $end))))
      ${ahead('touchSlots', `(local.set $touched (i32.xor (local.get $touched) ${firstEntry}))`)}
      ${ahead(
        'touchStates',
        `
        (local.set $entry ${firstEntry})
        (local.set $state (i32.add (i32.const ${dataAt}) (i32.mul ${numberOf('(local.get $entry)')} (i32.const ${4 * words}))))
        (local.set $touched (i32.xor (local.get $touched)
          (i32.load (select (i32.const ${dataAt}) (local.get $state) ${differs('(local.get $entry)')}))))`,
      )}
      (loop $one
        (local.set $h ${hashAt('$record')})
        (local.set $slot (i32.and (local.get $h) (local.get $mask)))
        (block $settled
          (loop $probe
            (local.set $cell (i32.add (i32.const ${tableAt}) (i32.shl (local.get $slot) (i32.const 2))))
            (local.set $entry (i32.load (local.get $cell)))
            (if (i32.eqz (local.get $entry)) (then
              ${fresh}
              (br $settled)))
            (if (i32.eqz ${differs('(local.get $entry)')}) (then
              (local.set $state (i32.add (i32.const ${dataAt}) (i32.mul ${numberOf('(local.get $entry)')} (i32.const ${4 * words}))))
              (if (i32.eqz ${fold(
                'i32.or',
                Array.from(
                  { length: words },
                  (_, w) => `(i32.xor ${wordAt('$state', w)} ${wordAt('$record', w)})`,
                ),
              )}) (then
                ${known}
                (br $settled)))))
            ${following}
            (br $probe)))
        (local.set $record (i32.add (local.get $record) (i32.const ${recordBytes})))
        (br_if $one (i32.lt_u (local.get $record) (local.get $stop))))
      (br $batch)))
    (i32.store (i32.const ${sinkAt}) (local.get $touched))`;
}
