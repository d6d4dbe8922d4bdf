import type { FtraceReport } from './ftraceReport.ts';
import type { Policy, PolicyOutcome, Trust } from './policy.ts';
import type { MappingKind } from './tracedDevice.ts';

/** What a design would have made of one kind of mappings of a trace. */
export interface JudgedKind extends MappingKind {
  readonly trust: Trust;
  /** Every outcome that the design allows; where the reach is unknown, those of both. */
  readonly outcomes: readonly PolicyOutcome[];
  /** `no`: whatever happens, no claim is violated; `may`: some outcome violates one; `will`: every one does. */
  readonly leaks: 'no' | 'may' | 'will';
  /** Whether the run did what the design never does: it bounced, or mapped directly, where only others happen. */
  readonly forbidden: boolean;
}

/** A trace judged by a design. */
export interface PolicyJudgement {
  readonly policy: string;
  readonly kinds: readonly JudgedKind[];
}

/** Asks a design what it would have made of the mappings of a trace, were these devices private. */
export function judgeByPolicy(
  { kinds }: Pick<FtraceReport, 'kinds'>,
  policy: Policy,
  privateDevices: readonly string[],
): PolicyJudgement {
  return {
    policy: policy.name,
    kinds: kinds.map((kind) => {
      const trust = privateDevices.includes(kind.device) ? 'private' : 'shared';
      const reaches = kind.reach === 'unknown' ? (['withinMask', 'beyondMask'] as const) : [kind.reach];
      const outcomes = reaches.flatMap((reach) => policy.outcomes(trust, kind.dir, reach));
      const violating = outcomes.filter(({ violated }) => violated.length > 0).length;
      const leaks = violating === 0 ? 'no' : violating === outcomes.length ? 'will' : 'may';
      const done = kind.bounced ? 'MAP_BOUNCED' : 'MAP_DIRECT';
      const forbidden = !outcomes.some(({ step }) => step.startsWith(done));
      return { ...kind, trust, outcomes: merged(outcomes), leaks, forbidden };
    }),
  };
}

/** Outcomes of one name as one. */
function merged(outcomes: readonly PolicyOutcome[]): PolicyOutcome[] {
  const steps = [...new Set(outcomes.map(({ step }) => step))];
  return steps.map((step) => ({
    step,
    violated: [...new Set(outcomes.flatMap((one) => (one.step === step ? one.violated : [])))],
  }));
}
