/** One move of the adversary, and where it is found. */
export interface MoveRow {
  readonly move: string;
  /** Event types by which it is made. */
  readonly steps: readonly string[];
  /** Families of the machines that hear these. */
  readonly machines: readonly string[];
  /** Designs that do not stop it. */
  readonly designs: readonly string[];
}

/** The table of moves, steps, machines and designs, as Markdown. */
export function markdownMoves(rows: readonly MoveRow[]): string {
  const listed = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(' ');
  return [
    '| move | steps | machines | designs that let it in |',
    '|---|---|---|---|',
    ...rows.map(
      ({ move, steps, machines, designs }) =>
        `| ${move} | ${listed(steps)} | ${listed(machines)} | ${designs.length}: ${designs.join(', ')} |`,
    ),
  ].join('\n');
}
