import { type Mark, marks } from './marks.ts';

/** Attributes of a marked DOT node. */
export function dotMark(mark: Mark): string {
  const { ink, paper, line } = marks[mark];
  return `style="rounded,filled", color="${line}", fillcolor="${paper}", fontcolor="${ink}", penwidth=2`;
}
