import { sizesOf } from '../composition/index.ts';
import { type GuestPolicy, guestPolicyOf } from '../rules/index.ts';
import { type AddCommand, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { countOption, grouped, sizeOption, sizeText } from './numbers.ts';
import { paintFor } from './paint.ts';
import { pickProposal } from './pickProposal.ts';

interface PolicyFlags {
  readonly size?: Readonly<Record<string, number>>;
  readonly maxStates?: number;
  readonly json?: boolean;
}

/** Labels of one part that are printed of a condition, at most. */
const LABELS_MAX = 4;

/** `policy`: what the guest must forbid itself, and nothing more. */
export const addPolicy: AddCommand = (program, cli) => {
  program
    .command('policy')
    .description('find what a guest must not do, and nothing more, so that the claims of a proposal hold')
    .argument('<proposal>')
    .option(
      '--size <sizes>',
      "sizes of index sets other than those of the proposal's small world",
      sizeOption,
    )
    .option('--max-states <n>', 'give up above so many states', countOption('--max-states'))
    .option('--json', 'print data instead of text')
    .addHelpText(
      'after',
      `
Steps of the guest and of its userspace can be forbidden, those of host, device and TSM cannot. The policy is for the
proposal without its rules, and for those of its claims about states and steps that hold with them.

Exit codes: 0 found, 2 usage, 3 unknown.

Examples:
  $ coco-dma policy restrictedPoolAware
  $ coco-dma policy linux73CcShared --json`,
    )
    .action(async (name: string, { size, maxStates, json }: PolicyFlags) => {
      const { catalogue, io } = cli;
      const proposal = pickProposal(catalogue, name);
      refuseUnknownSets([proposal], '--size', Object.keys(size ?? {}));
      const sizes = { ...proposal.smallSizes, ...size };
      const found = await guestPolicyOf(proposal.system, catalogue.rules, sizes, maxStates);
      const world = sizesOf(proposal.system, sizes);
      if (json) printJson(io, { schema: 1, proposal: name, size: world, ...asJson(found) });
      else {
        const head = `${proposal.title}, without its rules (${sizeText(world)}; ${grouped(found.policy.states)} states, of which ${grouped(found.policy.lost)} are lost)`;
        io.out([paintFor(io)('strong', head), ...text(found)].map((line) => `${line}\n`).join(''));
      }
      cli.exit(exitCode.asStated);
    });
};

/** Conditions with the labels of the parts. */
const conditions = ({ network, policy }: GuestPolicy) =>
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

const asJson = (found: GuestPolicy): object => {
  const { policy, enforced, notEnforceable } = found;
  const { states, lost, reached } = policy;
  return { states, lost, reached, enforced, notEnforceable, forbidden: conditions(found) };
};

function text(found: GuestPolicy): string[] {
  const { enforced, notEnforceable } = found;
  const told = conditions(found).flatMap(({ step, forbiddenIn, allowedIn, anyOf }) => [
    `  ${step}: ${allowedIn === 0 ? 'never' : `not in ${forbiddenIn} of ${forbiddenIn + allowedIn} states`}`,
    ...(allowedIn === 0 ? [] : anyOf.map((parts) => `    ${alternativeText(parts)}`)),
  ]);
  return [
    '',
    `Enforced by it: ${enforced.join(', ') || 'nothing'}`,
    `No policy of the guest enforces: ${notEnforceable.join(', ') || 'none'}`,
    '',
    told.length === 0
      ? 'The guest need not forbid itself anything.'
      : 'What the guest must not do, and nothing more:',
    ...told,
  ];
}

const alternativeText = (parts: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(parts)
    .map(([part, labels]) => {
      const more = labels.length - LABELS_MAX;
      return `${part} is ${labels.slice(0, LABELS_MAX).join(' or ')}${more > 0 ? ` or one of ${more} more` : ''}`;
    })
    .join(', and ');
