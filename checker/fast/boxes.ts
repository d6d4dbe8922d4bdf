import type { MemoryPlan } from './memoryPlan.ts';

/** How `expand` finds the place of its next record; the locals `$record`, `$limit`, `$box` and `$full` are its. */
export interface Boxes {
  /** Goes on where the records end. */
  readonly open: string;
  /** Sets `$record` to where a successor with hash `$h` goes. */
  readonly place: string;
  /** Counts the record as written, if `$fresh`. */
  readonly advance: string;
  /** Sets `$full` where the next state might not fit any more. */
  readonly check: string;
  /** Says where the records end now. */
  readonly close: string;
}

/** One box needs no choice, and its end stays in a register. */
export function boxOf({ owners, boxEndAt, recordBytes }: MemoryPlan): Boxes {
  const advance = `(local.set $record (i32.add (local.get $record)
              (i32.and (i32.sub (i32.const 0) (local.get $fresh)) (i32.const ${recordBytes}))))`;
  if (owners === 1)
    return {
      open: `
    (local.set $record (i32.load (i32.const ${boxEndAt})))
    (local.set $limit (i32.load (i32.const ${boxEndAt + 4})))`,
      place: '',
      advance,
      check: '(local.set $full (i32.gt_u (local.get $record) (local.get $limit)))',
      close: `(i32.store (i32.const ${boxEndAt}) (local.get $record))`,
    };
  return {
    open: '',
    place: `
            (local.set $box (i32.add (i32.const ${boxEndAt}) (i32.shl (i32.wrap_i64 (i64.shr_u
              (i64.mul (i64.extend_i32_u (local.get $h)) (i64.const ${owners})) (i64.const 32))) (i32.const 3))))
            (local.set $record (i32.load (local.get $box)))`,
    advance: `
            ${advance}
            (i32.store (local.get $box) (local.get $record))
            (local.set $full (i32.or (local.get $full)
              (i32.gt_u (local.get $record) (i32.load offset=4 (local.get $box)))))`,
    check: '',
    close: '',
  };
}
