import type { Proposal } from './proposal.ts';

export type { Proposal, Stand } from './proposal.ts';
export { systemOf } from './systemOf.ts';

/** Every proposal, in the order of the claims table. A new one is one file, an import and a line here. */
export const proposals: readonly Proposal[] = [];
