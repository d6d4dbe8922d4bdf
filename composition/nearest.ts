/** `; did you mean X?` for the name most like `wanted`, or nothing where none is alike. */
export function nearest(wanted: string, names: readonly string[]): string {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(wanted.length / 2));
  for (const name of names) {
    const d = distance(wanted.toLowerCase(), name.toLowerCase());
    if (d < least) {
      least = d;
      best = name;
    }
  }
  return best === undefined ? '' : `; did you mean ${best}?`;
}

/** Levenshtein distance in which two letters swapped count as one slip, as they are when typing. */
function distance(a: string, b: string): number {
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j] ?? 0, (above[j - 2] ?? 0) + 1);
    }
    above = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
