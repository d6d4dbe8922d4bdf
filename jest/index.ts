import { expect } from '@jest/globals';
import { toBeVacuous, toBeViolated, toHold } from './matchers.ts';

export { type EachPathOptions, eachPath, type PathRow } from './eachPath.ts';

// Importing this module is what registers the matchers; name it in `setupFilesAfterEnv`.
expect.extend({ toHold, toBeViolated, toBeVacuous });

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> {
    /** The claim is proved: the verdict is `holds`. On a System, await it. */
    toHold(claim: string): T extends { readonly families: object } ? Promise<void> : R;
    /** The claim is violated, in exactly `steps` steps where given. On a System, await it. */
    toBeViolated(claim: string, steps?: number): T extends { readonly families: object } ? Promise<void> : R;
    /** Everything was explored and the claim never applied. On a System, await it. */
    toBeVacuous(claim: string): T extends { readonly families: object } ? Promise<void> : R;
  }
}
