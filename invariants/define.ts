import { claimsFor } from '../composition/index.ts';
import type { alphabet, Families } from '../machines/index.ts';

/** Claim makers that know the families of the proposals and the events of the alphabet. */
export const { always, eachStep, possible, sometimes, leadsTo, eventually, monitor } = claimsFor<
  Families,
  typeof alphabet
>();
