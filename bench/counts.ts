/** How large a world of the bench model is. */
export interface World {
  readonly pages: number;
  readonly slots: number;
}

/** Reachable states and transitions. */
export interface Counts {
  readonly states: bigint;
  readonly transitions: bigint;
}

/**
 * What every checker must count in a world, in closed form and so by none of them. Of `N` pages let `k` be
 * shared: `C(N,k)` ways, and each of the others is clean or holds a secret. A slot that may name `k` pages has
 * `(k+1)^2` idle states (map and tlb are each one of them or none) and `k` busy ones (map and tlb are the same
 * page). The slots are independent, so there are `((k+1)^2 + k)^M` states of `M` slots.
 *
 * Transitions out of them: each page that is not shared can become so, each clean one can hold a secret, and a
 * shared one can become private where all slots avoid it, that is, have only `k-1` pages to name. One slot has
 * `k(k+1)` transitions each of map, unmap, start and flush, and `k` of finish.
 */
export function countsOf({ pages, slots }: World): Counts {
  const n = BigInt(pages);
  const m = BigInt(slots);
  const slotStates = (k: bigint) => (k + 1n) ** 2n + k;
  let states = 0n;
  let transitions = 0n;
  let choose = 1n;
  for (let k = 0n; k <= n; k++) {
    const others = n - k;
    const ways = choose * 2n ** others;
    const all = slotStates(k) ** m;
    const avoiding = k === 0n ? 0n : slotStates(k - 1n) ** m;
    const ofOneSlot = 4n * k * (k + 1n) + k;
    states += ways * all;
    transitions += ways * (others * all + k * avoiding + m * slotStates(k) ** (m - 1n) * ofOneSlot);
    transitions += (ways * others * all) / 2n;
    choose = (choose * others) / (k + 1n);
  }
  return { states, transitions };
}
