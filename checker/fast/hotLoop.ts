import { expand } from './expand.ts';
import { insert, rehash } from './insert.ts';
import { judge } from './judge.ts';
import type { MemoryPlan } from './memoryPlan.ts';
import { possible } from './possible.ts';

/** The text of the WebAssembly module that explores the network of a plan. */
export const hotLoop = (plan: MemoryPlan): string => `(module
  (import "search" "memory" (memory ${plan.pages} ${plan.pages} shared))
${judge(plan)}
${expand(plan)}
${insert(plan)}
${rehash(plan)}
${plan.program.possible.length > 0 ? possible(plan) : ''}
)
`;
