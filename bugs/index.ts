import type { Bug } from './bug.ts';
import { deviceBugs } from './deviceBugs.ts';
import { guestBugs } from './guestBugs.ts';
import { hostBugs } from './hostBugs.ts';
import { hypervBugs } from './hypervBugs.ts';
import { swiotlbBugs } from './swiotlbBugs.ts';
import { virtioBugs } from './virtioBugs.ts';

export type { Bug } from './bug.ts';
export { missingSteps, type Rediscovery, rediscover } from './rediscover.ts';

/** Every bug that is a regression here, in the order of the corpus. */
export const bugs: readonly Bug[] = [
  ...swiotlbBugs,
  ...hypervBugs,
  ...virtioBugs,
  ...guestBugs,
  ...hostBugs,
  ...deviceBugs,
];
