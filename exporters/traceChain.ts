import type { TraceStep } from '../checker/index.ts';
import type { World } from '../composition/index.ts';
import type { Mark } from './marks.ts';
import { type TraceMarks, tracePicture } from './tracePicture.ts';

/** A trace as a chain of boxes: the state after each step, and the arrow that leads there. */
export interface TraceChain {
  /** The initial state first. */
  readonly boxes: readonly {
    readonly title: string;
    readonly lines: readonly string[];
    readonly mark?: Mark;
  }[];
  readonly arrows: readonly { readonly from: number; readonly to: number; readonly label: string }[];
}

/**
 * A trace as a chain of boxes, for formats that have no sequence diagrams. An arrow back is what is repeated for ever.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function traceChain(
  world: World,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[] = [],
  marks: TraceMarks = {},
): TraceChain {
  const steps = tracePicture(world, [...trace, ...loop], marks);
  // The last step of a loop leads back to where the loop began.
  const shown = loop.length > 0 ? steps.slice(0, -1) : steps;
  return {
    boxes: [
      { title: world.system.name, lines: ['the initial state'] },
      ...shown.map(({ changes, leaks }, at) => {
        const breaks = marks.violates !== undefined && at === trace.length - 1;
        const mark: Mark | undefined = breaks ? 'violated' : leaks.length > 0 ? 'error' : undefined;
        return {
          title: breaks ? `${marks.violates} is violated` : `after step ${at + 1}`,
          lines: [...(changes.length > 0 ? changes : ['nothing changes']), ...leaks],
          ...(mark ? { mark } : {}),
        };
      }),
    ],
    arrows: steps.map(({ event, by }, at) => ({
      from: at,
      to: loop.length > 0 && at === steps.length - 1 ? trace.length : at + 1,
      label: `${at + 1}. ${by}: ${event}`,
    })),
  };
}
