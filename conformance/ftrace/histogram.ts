/** What a histogram says of its numbers. */
export interface Quantiles {
  readonly min: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/** Numbers below this, which most are, are counted without looking them up. */
const FEW = 1024;

/** Whole numbers, of which most come more than once. */
export class Histogram {
  readonly #few = new Float64Array(FEW);
  readonly #more = new Map<number, number>();

  note(number: number): void {
    if (number < FEW) this.#few[number] = (this.#few[number] as number) + 1;
    else this.#more.set(number, (this.#more.get(number) ?? 0) + 1);
  }

  /** Nothing if there are no numbers. */
  quantiles(): Quantiles | undefined {
    const more = [...this.#more].sort(([a], [b]) => a - b);
    const sorted = [...this.#few.entries(), ...more].filter(([, count]) => count > 0);
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
