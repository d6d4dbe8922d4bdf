import { stridesOf } from './judges.ts';
import type { ClaimTable, Network } from './network.ts';

/** What an instance of a claim says of a state, by its local states. */
export function markOf(network: Network, { parts, table }: ClaimTable): (local: ArrayLike<number>) => number {
  const strides = stridesOf(network, parts);
  return (local) => {
    let entry = 0;
    for (let i = 0; i < parts.length; i++)
      entry += (local[parts[i] as number] as number) * (strides[i] as number);
    return table[entry] as number;
  };
}
