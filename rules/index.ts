import { descriptionRules } from './descriptionRules.ts';
import { dmaRules } from './dmaRules.ts';
import { iommuRules } from './iommuRules.ts';
import { memoryRules } from './memoryRules.ts';
import { platformRules } from './platformRules.ts';
import type { Rule } from './rule.ts';
import { tdispRules } from './tdispRules.ts';
import { transportRules } from './transportRules.ts';
import { vmbusRules } from './vmbusRules.ts';

export { actsOf, type Explored } from './actsOf.ts';
export { type GuestPolicy, guestPolicyOf } from './guestPolicy.ts';
export { lackedRules, withRule } from './lackedRules.ts';
export { type LeastRules, type LeastRulesOptions, leastRules } from './leastRules.ts';
export type { Overcaution } from './overcaution.ts';
export { type RemovableSets, removableSets } from './removableSets.ts';
export type { Rule } from './rule.ts';
export { rulesAbout } from './rulesAbout.ts';
export { rulesOf } from './rulesOf.ts';
export { withoutRules } from './withoutRules.ts';

/** Every rule that a design may keep. A new one is an input of its machine and an entry in the file of its area. */
export const rules: readonly Rule[] = [
  ...memoryRules,
  ...dmaRules,
  ...tdispRules,
  ...transportRules,
  ...vmbusRules,
  ...iommuRules,
  ...descriptionRules,
  ...platformRules,
];
