import type { TraceStep } from '../checker/index.ts';
import type { Claim } from '../composition/index.ts';
import type { Checked } from './checked.ts';
import { type Finding, findings } from './findings.ts';

/** What a SARIF log says of the run that is not in its verdicts. */
export interface SarifOptions {
  readonly version: string;
  /** Every claim that can be named, for the rules. */
  readonly invariants: readonly Claim[];
  /** The file in which a proposal is written, as a relative URI. */
  readonly fileOf: (proposal: string) => string;
}

/**
 * A run of `check` as a SARIF 2.1.0 log. A rule is an invariant; a result is a claim of a proposal, with the kind that
 * SARIF has for its verdict: `pass`, `fail`, `notApplicable` (vacuous), `open` (unknown). Only what is not as stated has the
 * level `error`; a violation that the proposal states is a `note`. A counterexample is a code flow.
 *
 * Source: SARIF 2.1.0, OASIS Standard, 3.27.9 kind, 3.27.10 level, 3.36 codeFlow.
 * Left out: regions. A verdict is about a whole design, not about a line of it.
 */
export function checkSarif(run: readonly Checked[], { version, invariants, fileOf }: SarifOptions): object {
  const results = findings(run);
  const rules = [...new Set(results.map(({ subject }) => subject))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'coco-dma', version, rules: rules.map((id) => ruleOf(id, invariants)) } },
        invocations: [{ executionSuccessful: run.every(({ report }) => report.complete) }],
        results: results.map((finding) => ({
          ruleId: finding.subject,
          ruleIndex: rules.indexOf(finding.subject),
          ...gradeOf(finding),
          message: { text: `${finding.proposal}: ${finding.message}.` },
          locations: [{ physicalLocation: { artifactLocation: { uri: fileOf(finding.proposal) } } }],
          partialFingerprints: { 'claim/v1': `${finding.proposal}/${finding.subject}` },
          ...codeFlows(finding),
        })),
      },
    ],
  };
}

function ruleOf(id: string, invariants: readonly Claim[]): object {
  const claim = invariants.find(({ name }) => name === id);
  const own = id === 'graph' ? 'the graph has the stated size' : 'acceleration changes nothing';
  return {
    id,
    shortDescription: { text: claim?.summary ?? own },
    ...(claim ? { help: { text: `Source: ${claim.source}` } } : {}),
  };
}

function gradeOf({ outcome, verdict }: Finding): { readonly kind: string; readonly level: string } {
  if (outcome === 'notMet') return { kind: 'fail', level: 'error' };
  if (verdict === 'violated') return { kind: 'fail', level: 'note' };
  const kinds = { holds: 'pass', vacuous: 'notApplicable', unknown: 'open' } as const;
  return { kind: verdict ? kinds[verdict] : 'pass', level: 'none' };
}

function codeFlows({ trace = [], loop = [] }: Finding): object {
  if (trace.length + loop.length === 0) return {};
  const location = ({ event, by }: TraceStep, number: number) => ({
    executionOrder: number + 1,
    module: by,
    ...(number >= trace.length ? { nestingLevel: 1 } : {}),
    location: { message: { text: `${by}: ${event}` } },
  });
  return { codeFlows: [{ threadFlows: [{ locations: [...trace, ...loop].map(location) }] }] };
}
