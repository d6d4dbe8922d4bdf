import type { hostMachine } from './hostMachine.ts';

export * from './alphabet.ts';
export { type HostMove, hostMachine, hostMoves } from './hostMachine.ts';

/** Families of the proposals, by name. */
export interface Families {
  host: typeof hostMachine;
}
