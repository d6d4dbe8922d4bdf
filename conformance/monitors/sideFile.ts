import { automatonOf } from './automatonOf.ts';
import type { Monitor } from './monitor.ts';

/**
 * What the DOT of a monitor cannot say and a generator leaves as blanks: which probe raises each event, under
 * which condition, and how the object is known there. `starts` lists the events at which a monitor that
 * sleeps may start in its initial state: no others, whatever a generator proposes, since an event that only
 * stays in the initial state would hide a first violation.
 */
export function sideFile(monitor: Monitor): object {
  const { name, summary, source, object, events, invariants } = monitor;
  return {
    schema: 1,
    name,
    summary,
    source,
    type: 'per_obj',
    object,
    states: automatonOf(monitor).states,
    starts: Object.keys(events).filter((event) => events[event]?.starts),
    events: Object.fromEntries(
      Object.entries(events).map(([event, { probe, id, condition }]) => [
        event,
        { probe, id, ...(condition === undefined ? {} : { condition }) },
      ]),
    ),
    invariants,
  };
}
