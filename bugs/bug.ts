import type { System } from '../composition/index.ts';
import type { Rule } from '../rules/index.ts';
import type { ByteRun } from './bytes/byteRun.ts';

/** A real bug, as a regression: it must be found where its rule is left out, and only there. */
export interface Bug {
  /** Area and number, as in `A12`. */
  readonly key: string;
  /** CVE, issue or what else it is known by. */
  readonly id: string;
  readonly subject: string;
  /** Where the bug, or its fix, can be read. */
  readonly source: string;
  /** The rule whose absence is the bug, or the right rule where the first fix was another one. */
  readonly rule: Rule;
  /** The smallest world in which it shows, with the rule kept, and with the one claim that falls without it. */
  readonly system: System;
  /**
   * Steps that a counterexample must contain in this order: an event type, and values as in
   * `MAP_BOUNCED dir=FROM_DEVICE` where they matter.
   */
  readonly steps: readonly string[];
  /** Where its matter is bytes that the runtime has: the bug on these. The runtime is loaded for it, and for nothing else of a bug. */
  readonly onBytes?: () => Promise<ByteRun>;
}
