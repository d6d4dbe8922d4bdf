import { layoutOf } from './layout.ts';
import type { Network } from './network.ts';
import { BYTES_BESIDE_WORDS } from './stateSet.ts';

/** Memory that the explicit engine needs for one state of a network, in bytes. */
export const bytesPerState = (network: Network): number => layoutOf(network).words * 4 + BYTES_BESIDE_WORDS;
