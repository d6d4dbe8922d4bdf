import type { Layout } from './layout.ts';
import { type ClaimTable, type Network, NOT_APPLICABLE, VIOLATED } from './network.ts';
import { type ClaimReport, traceOf, verdictOf } from './report.ts';

/** A claim's first violation: the state found last, and the step taken from it where a step is at fault. */
export interface Violation {
  readonly state: number;
  readonly step?: number;
}

/** What was seen of a claim: whether it applied, and its first violation. */
export interface Seen {
  readonly applied: boolean;
  readonly violation?: Violation;
}

/** What has been seen of each claim. */
export interface Notes {
  /** How many claims there are. */
  readonly claims: number;
  seen(claim: number): Seen;
  /** Notes what somebody else has seen of it: that it applied, and a violation in place of the one noted. */
  note(claim: number, seen: Seen): void;
}

/** Notes that others may write to, which begin as these. */
export function copyOf(notes: Notes): Notes {
  const copied = Array.from({ length: notes.claims }, (_, claim) => notes.seen(claim));
  return {
    claims: notes.claims,
    seen: (claim) => copied[claim] as Seen,
    note(claim, seen) {
      const known = copied[claim] as Seen;
      copied[claim] = { ...known, ...seen, applied: known.applied || seen.applied };
    },
  };
}

/** Judges states and steps as a search finds them, and remembers what each claim has seen. */
export interface Judges extends Notes {
  /** A new state, reached by `via` (-1: the initial one). Looks only at what that step touched. */
  state(data: Uint32Array, at: number, number: number, via: number): void;
  /** A step taken from state `number`, whose local states are `local`. */
  step(local: Int32Array, number: number, step: number): void;
  violated(claim: number): boolean;
  /** What became of the claims; `stepsTo` gives the step numbers of a counterexample. */
  report(
    complete: boolean,
    stepsTo: (claim: number, violation: Violation) => readonly number[],
  ): ClaimReport[];
  /** Forgets everything seen, for the next of many walks. */
  reset(): void;
}

interface Judge extends ClaimTable {
  readonly claim: number;
  readonly strides: Int32Array;
}

/** Judges for the claims of a network, each looked up only at the steps that touch its parts. */
export function judgesOf(network: Network, layout: Layout): Judges {
  const { word, shift, mask } = layout;
  const applied = new Uint8Array(network.claims.length);
  const violations = new Map<number, Violation>();
  const always: Judge[] = [];
  const byStep: Judge[][] = network.steps.map(() => []);
  network.claims.forEach((claim, number) => {
    for (const instance of claim.instances) {
      const judge = { ...instance, claim: number, strides: stridesOf(network, instance.parts) };
      if ('step' in instance) byStep[instance.step]?.push(judge);
      else if (claim.kind === 'always') always.push(judge);
    }
  });
  const touched = network.steps.map((step) => {
    const moved = new Set(
      step.moves.filter(({ to }) => Array.from(to).some((t, s) => t >= 0 && t !== s)).map((m) => m.part),
    );
    return always.filter((judge) => judge.parts.some((part) => moved.has(part)));
  });
  const mark = (judge: Judge, index: number, violation: () => Violation) => {
    const entry = judge.table[index] as number;
    if (entry === NOT_APPLICABLE) return;
    applied[judge.claim] = 1;
    if (entry === VIOLATED && !violations.has(judge.claim)) violations.set(judge.claim, violation());
  };

  return {
    claims: network.claims.length,
    state(data, at, number, via) {
      const judges = via < 0 ? always : (touched[via] as Judge[]);
      for (const judge of judges) {
        let index = 0;
        for (let i = 0; i < judge.parts.length; i++) {
          const p = judge.parts[i] as number;
          const local =
            ((data[at + (word[p] as number)] as number) >>> (shift[p] as number)) & (mask[p] as number);
          index += local * (judge.strides[i] as number);
        }
        mark(judge, index, () => ({ state: number }));
      }
    },
    step(local, number, step) {
      for (const judge of byStep[step] as Judge[]) {
        let index = 0;
        for (let i = 0; i < judge.parts.length; i++)
          index += (local[judge.parts[i] as number] as number) * (judge.strides[i] as number);
        mark(judge, index, () => ({ state: number, step }));
      }
    },
    violated: (claim) => violations.has(claim),
    seen(claim) {
      const violation = violations.get(claim);
      return { applied: applied[claim] === 1, ...(violation ? { violation } : {}) };
    },
    note(claim, seen) {
      if (seen.applied) applied[claim] = 1;
      if (seen.violation) violations.set(claim, seen.violation);
    },
    reset() {
      applied.fill(0);
      violations.clear();
    },
    report(complete, stepsTo) {
      return network.claims.map((claim, number) => {
        const violation = violations.get(number);
        const verdict = verdictOf(
          { violated: violation !== undefined, applied: applied[number] === 1 },
          complete,
        );
        if (!violation) return { claim: claim.name, verdict };
        return { claim: claim.name, verdict, trace: traceOf(network, stepsTo(number, violation)) };
      });
    },
  };
}

/** Multipliers of a claim table's index, first part slowest. */
export function stridesOf(network: Network, parts: readonly number[]): Int32Array {
  const strides = new Int32Array(parts.length);
  let stride = 1;
  for (let i = parts.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= network.parts[parts[i] as number]?.states.length ?? 1;
  }
  return strides;
}
