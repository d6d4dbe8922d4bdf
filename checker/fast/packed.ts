import type { MemoryPlan } from './memoryPlan.ts';

/** `pieces` for the numbers below n, one a line. */
export const each = (n: number, piece: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => piece(i)).join('\n');

/** Sum, or other fold, of at least one expression. */
export const fold = (operator: string, expressions: readonly string[]): string =>
  expressions.reduce((left, right) => `(${operator} ${left} ${right})`);

/** The hash of a packed state whose words these expressions give; that of `hashOf`. */
export function hash(words: readonly string[], h: string): string {
  const mixed = words
    .map(
      (word) => `
    (local.set ${h} (i32.mul (i32.xor (local.get ${h}) ${word}) (i32.const 0x85ebca6b)))
    (local.set ${h} (i32.xor (local.get ${h}) (i32.shr_u (local.get ${h}) (i32.const 15))))`,
    )
    .join('');
  return `
    (local.set ${h} (i32.const 0x9e3779b9))${mixed}
    (local.set ${h} (i32.mul (local.get ${h}) (i32.const 0xc2b2ae35)))
    (local.set ${h} (i32.xor (local.get ${h}) (i32.shr_u (local.get ${h}) (i32.const 16))))`;
}

/** Word `w` of the packed state at an address. */
export const wordAt = (address: string, w: number): string =>
  `(i32.load offset=${4 * w} (local.get ${address}))`;

/** Spreads the packed state at an address: the local state of every part, where the tables look for it. */
export function unpack({ program: { layout, localAt } }: MemoryPlan, address: string): string {
  return each(layout.word.length, (part) => {
    const word = wordAt(address, layout.word[part] as number);
    const shifted = `(i32.shr_u ${word} (i32.const ${layout.shift[part]}))`;
    return `(i32.store (i32.const ${localAt + 4 * part}) (i32.and ${shifted} (i32.const ${layout.mask[part]})))`;
  });
}
