/**
 * What a picture must not let its reader overlook, by the tag of the state that says so: `error`, where nothing
 * works any more; `exposed`, what the adversary reaches; `violated`, where a claim is broken. Ink and paper are given
 * together, so that a mark is readable on a light page and on a dark one.
 */
export const marks = {
  error: { ink: '#8c1d18', paper: '#fcd9d6', line: '#c62828' },
  exposed: { ink: '#6b4100', paper: '#ffe9b8', line: '#b26a00' },
  violated: { ink: '#ffffff', paper: '#b3261e', line: '#b3261e' },
} as const;

/** A kind of mark. */
export type Mark = keyof typeof marks;

/** The mark of a state with these tags: the last of them that is one. */
export const markOf = (tags: readonly string[]): Mark | undefined =>
  tags.findLast((tag): tag is Mark => Object.hasOwn(marks, tag));
