import type { Claim } from '../composition/index.ts';

/** Every invariant, in the order of the claims table. A new one is one file, an import and a line here. */
export const invariants: readonly Claim[] = [];
