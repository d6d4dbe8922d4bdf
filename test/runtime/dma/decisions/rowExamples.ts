/** Facts that are so, by name and separated by blanks; all others are not. */
export type Facts = string;

/** For each row of a tree, from the top and with `otherwise` last: facts that lead to it, and the outcome. */
export type RowExamples = readonly (readonly [Facts, unknown])[];

/** Outcomes, as the examples say them. */
export const fail = (failure: string) => ({ do: 'fail', failure });
export const bounce = { do: 'bounce' };
export const direct = (address: string) => ({ do: 'direct', address });
export const alloc = (from: string, convert = false, remap = false) => ({
  do: 'alloc',
  from,
  convert,
  remap,
});
export const free = (to: string, convert = false) => ({ to, convert });

/** A pool that the device was given, in a guest that is not confidential. */
export const pool = 'ioTlbMem ioTlbSlots withinMask';
