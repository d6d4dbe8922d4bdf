import type { Actor } from './actor.ts';
import type { Stage, StageOptions } from './stage.ts';

/** Something that is done to an entropy device, and what has been seen to come of it. */
export interface Scenario {
  readonly id: string;
  readonly setUp: string;
  readonly stage: StageOptions;
  /** Does it, and says what there is to see. */
  readonly play: (actor: Actor, stage: Stage) => Promise<string>;
  /** What QEMU 7.2.22 has been seen to do. */
  readonly qemu: string;
  /** What our device does, where that is something else, and why. Default the same. */
  readonly differs?: { readonly model: string; readonly why: string };
  /** The invariant of which this is a counterexample on shipped software; absent if it conforms. */
  readonly breaks?: string;
}
