import type { TraceStep } from './report.ts';

/** A state that the `reference` engine has found. */
export interface Found {
  /** Distance from the initial state. */
  readonly depth: number;
  /** The steps that can happen, in the order of the model; filled when the state is expanded. */
  readonly next: Edge[];
}

/** A step from one state to another, by number. */
export interface Edge extends TraceStep {
  readonly to: number;
}

/** Where shortest counterexamples of a claim end: all at one distance, in a state or with a step. */
export interface ReferenceEnds {
  readonly states: ReadonlySet<number>;
  readonly edges: ReadonlySet<Edge>;
}

/**
 * The canonical trace once more, for the oracle: tries with no actor switch, then with one, and so on, always
 * the first step first, until an end is met. Shares nothing with {@link canonicalTrace} but what it means.
 */
export function referenceTrace(found: readonly Found[], ends: ReferenceEnds): TraceStep[] {
  const failed = new Set<string>();
  const from = (number: number, last: string | undefined, left: number): TraceStep[] | undefined => {
    if (ends.states.has(number)) return [];
    const key = `${number} ${left} ${last}`;
    if (failed.has(key)) return undefined;
    const { depth, next } = found[number] as Found;
    for (const edge of next) {
      const { event, by, to } = edge;
      const rest = last === undefined || last === by ? left : left - 1;
      if (rest < 0) continue;
      if (ends.edges.has(edge)) return [{ event, by }];
      if (found[to]?.depth !== depth + 1) continue;
      const path = from(to, by, rest);
      if (path) return [{ event, by }, ...path];
    }
    failed.add(key);
    return undefined;
  };
  for (let switches = 0; switches < found.length; switches++) {
    const trace = from(0, undefined, switches);
    if (trace) return trace;
  }
  throw new Error('a violation cannot be reached, which is a fault of this engine');
}
