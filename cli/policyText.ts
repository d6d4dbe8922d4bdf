import type { NeedlessRefusals } from '../checker/index.ts';
import type { Proposal } from '../proposals/index.ts';
import type { GuestPolicy } from '../rules/index.ts';
import { columns } from './columns.ts';
import { grouped, sizeText } from './numbers.ts';
import type { Paint } from './paint.ts';

/** The policy for one proposal. */
export interface PolicyFound {
  readonly proposal: Proposal;
  readonly size: Readonly<Record<string, number>>;
  readonly found: GuestPolicy;
}

/** Labels of one part that are printed of a condition, at most. */
const LABELS_MAX = 4;

/** Conditions with the labels of the parts. */
export const conditionsOf = ({ network, policy }: GuestPolicy) =>
  policy.forbidden.map(({ step, forbiddenIn, allowedIn, when }) => ({
    step: network.steps[step]?.name ?? '',
    forbiddenIn,
    allowedIn,
    anyOf: when.anyOf.map((alternative) =>
      Object.fromEntries(
        when.columns.map((part, c) => [
          network.parts[part]?.name ?? '',
          (alternative[c] ?? []).map((state) => network.parts[part]?.states[state] ?? ''),
        ]),
      ),
    ),
  }));

/** A policy, told. */
export function policyText({ proposal, size, found }: PolicyFound, paint: Paint): string[] {
  const { policy, enforced, notEnforceable } = found;
  const told = conditionsOf(found).flatMap(({ step, forbiddenIn, allowedIn, anyOf }) => [
    `  ${step}: ${allowedIn === 0 ? 'never' : `not in ${forbiddenIn} of ${forbiddenIn + allowedIn} states`}`,
    ...(allowedIn === 0 ? [] : anyOf.map((parts) => `    ${alternativeText(parts)}`)),
  ]);
  return [
    paint(
      'strong',
      `${proposal.title}, without its rules (${sizeText(size)}; ${grouped(policy.states)} states, of which ${grouped(policy.lost)} are lost)`,
    ),
    '',
    `Enforced by it: ${enforced.join(', ') || 'nothing'}`,
    `No policy of the guest enforces: ${notEnforceable.join(', ') || 'none'}`,
    '',
    told.length === 0
      ? 'The guest need not forbid itself anything.'
      : 'What the guest must not do, and nothing more:',
    ...told,
    '',
    ...needlessText(found),
  ];
}

const alternativeText = (parts: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(parts)
    .map(([part, labels]) => {
      const more = labels.length - LABELS_MAX;
      return `${part} is ${labels.slice(0, LABELS_MAX).join(' or ')}${more > 0 ? ` or one of ${more} more` : ''}`;
    })
    .join(', and ');

function needlessText(found: GuestPolicy): string[] {
  const { overcaution } = found;
  if (!overcaution) return [`What the design forbids beyond that cannot be said: ${incomparable(found)}.`];
  const { kept, refused, met, states, forbidden, foreign, acts, pairs, keeping } = overcaution;
  const names = keeping.map(({ name }) => name).join(', ');
  return [
    ...(names ? [`Where ${names} is kept by both, for without it the design would go other ways:`] : []),
    `The design refuses ${grouped(refused)} of ${grouped(kept)} acts that the policy allows${acts.length > 0 ? ':' : '.'}`,
    ...acts.map(
      ({ act, refusedIn, keptIn, by }) =>
        `  ${act}: ${grouped(refusedIn)} of ${grouped(keptIn)}${by.length > 0 ? `, by ${by.join(', ')}` : ', for it never can'}`,
    ),
    `Counted in ${grouped(pairs)} pairs of states after the same acts, with ${grouped(met)} of the design's ${grouped(states)} states.`,
    ...(forbidden > 0
      ? [
          `The policy forbids ${grouped(forbidden)} acts of the design, which its rules make safe in other ways.`,
        ]
      : []),
    ...(foreign > 0 ? [`Only the design's rules make ${grouped(foreign)} of its acts possible.`] : []),
  ];
}

const incomparable = ({ rules, enforced }: GuestPolicy): string => {
  if (rules.length === 0) return 'it has no rules';
  if (enforced.length === 0) return 'the guest can enforce none of the claims that it keeps';
  return 'without its rules it goes other ways';
};

/** Several proposals, and what each refuses without need. */
export function needlessTable(all: readonly PolicyFound[], paint: Paint): string[] {
  const rows = all.map(({ proposal, size, found }) => {
    const { overcaution, rules } = found;
    const head = [proposal.system.name, `${rules.length - (overcaution?.keeping.length ?? 0)}`];
    const world =
      sizeText(Object.fromEntries(Object.entries(size).filter(([, count]) => count > 1))) || 'one of each';
    if (!overcaution) return [...head, '-', '-', '-', '-', world, incomparable(found)];
    const { kept, refused, met, states, acts } = overcaution;
    return [
      ...head,
      grouped(kept),
      grouped(refused),
      kept === 0 ? '-' : `${Math.round((100 * refused) / kept)}%`,
      `${Math.floor((100 * met) / states)}%`,
      world,
      mostRefused(acts),
    ];
  });
  const [first = '', ...lines] = columns(
    [['design', 'rules', 'allowed', 'refused', '', 'compared', 'size', 'mostly'], ...rows],
    [false, true, true, true, true, true],
  );
  return [
    paint('strong', first),
    ...lines,
    '',
    'rules: those left out; allowed: acts of the guest that the safest policy without them allows, over all histories;',
    'refused: those of them that the design refuses; compared: how many of its states such histories come to.',
  ];
}

/** Event types, those first that are refused most. */
function mostRefused(acts: NeedlessRefusals['acts']): string {
  const counts = new Map<string, number>();
  for (const { act, refusedIn } of acts) {
    const type = act.replace(/\(.*/, '');
    counts.set(type, (counts.get(type) ?? 0) + refusedIn);
  }
  const types = [...counts].sort(([, one], [, other]) => other - one).map(([type]) => type);
  const more = types.length - 3;
  return types.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
