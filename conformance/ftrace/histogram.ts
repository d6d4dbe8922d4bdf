/** What a histogram says of its numbers. */
export interface Quantiles {
  readonly min: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/** Whole numbers, of which most come more than once. */
export class Histogram {
  readonly #counts = new Map<number, number>();

  note(number: number): void {
    this.#counts.set(number, (this.#counts.get(number) ?? 0) + 1);
  }

  /** Nothing if there are no numbers. */
  quantiles(): Quantiles | undefined {
    const sorted = [...this.#counts].sort(([a], [b]) => a - b);
    const total = sorted.reduce((sum, [, count]) => sum + count, 0);
    if (total === 0) return undefined;
    const at = (share: number): number => {
      let passed = 0;
      for (const [number, count] of sorted) {
        passed += count;
        if (passed >= total * share) return number;
      }
      return sorted.at(-1)?.[0] ?? 0;
    };
    return { min: at(0), median: at(0.5), p99: at(0.99), max: at(1) };
  }
}
