import { sizesOf } from '../composition/index.ts';
import { guestPolicyOf } from '../rules/index.ts';
import { type AddCommand, printJson } from './command.ts';
import { exitCode } from './exitCode.ts';
import { refuseUnknownSets } from './knownSets.ts';
import { countOption, sizeOption } from './numbers.ts';
import { paintFor } from './paint.ts';
import { pickProposal } from './pickProposal.ts';
import { conditionsOf, needlessTable, type PolicyFound, policyText } from './policyText.ts';
import { progressLine } from './progressLine.ts';

interface PolicyFlags {
  readonly size?: Readonly<Record<string, number>>;
  readonly maxStates?: number;
  readonly json?: boolean;
}

/** `policy`: what the guest must forbid itself and nothing more, and what a design forbids beyond that. */
export const addPolicy: AddCommand = (program, cli) => {
  program
    .command('policy')
    .description('find what a guest must not do, and nothing more, so that the claims of a proposal hold')
    .argument(
      '<proposal...>',
      'one to tell the policy of it, several for a table of what they forbid without need',
    )
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

Then the proposal is compared with it: after the same history, what does it refuse that the policy allows? Parameters
that only report what is so, as the content of a page that is mapped, do not count. What it refuses for other claims
than those that the policy enforces does.

Exit codes: 0 found, 2 usage, 3 unknown.

Examples:
  $ coco-dma policy restrictedPoolAware
  $ coco-dma policy linux612ForceBounce linux73CcShared
  $ coco-dma policy linux73CcShared --json`,
    )
    .action(async (names: string[], { size = {}, maxStates, json }: PolicyFlags) => {
      const { catalogue, io } = cli;
      const chosen = names.map((name) => pickProposal(catalogue, name));
      refuseUnknownSets(chosen, '--size', Object.keys(size));
      const all: PolicyFound[] = [];
      const line = progressLine(io, 'policy');
      try {
        for (const proposal of chosen) {
          line.say(proposal.system.name);
          const own = Object.keys(sizesOf(proposal.system));
          const wanted = Object.fromEntries(Object.entries(size).filter(([set]) => own.includes(set)));
          const sizes = { ...proposal.smallSizes, ...wanted };
          const found = await guestPolicyOf(proposal.system, catalogue.rules, sizes, maxStates);
          all.push({ proposal, size: sizesOf(proposal.system, sizes), found });
        }
      } finally {
        line.end();
      }
      const [first, ...others] = all;
      if (!first) return;
      const paint = paintFor(io);
      if (json)
        printJson(io, {
          schema: 1,
          ...(others.length === 0 ? asJson(first) : { policies: all.map(asJson) }),
        });
      else {
        const lines = others.length === 0 ? policyText(first, paint) : needlessTable(all, paint);
        io.out(lines.map((text) => `${text}\n`).join(''));
      }
      cli.exit(exitCode.asStated);
    });
};

function asJson({ proposal, size, found }: PolicyFound): object {
  const { policy, enforced, notEnforceable, rules, overcaution } = found;
  const { states, lost, reached } = policy;
  return {
    proposal: proposal.system.name,
    size,
    states,
    lost,
    reached,
    rules: rules.map(({ name }) => name),
    enforced,
    notEnforceable,
    forbidden: conditionsOf(found),
    ...(overcaution
      ? { overcaution: { ...overcaution, keeping: overcaution.keeping.map(({ name }) => name) } }
      : {}),
  };
}
