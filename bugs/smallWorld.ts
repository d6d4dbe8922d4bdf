import { assign, setup } from 'xstate';
import type { AnyEvent, Claim, EventDeclaration, System } from '../composition/index.ts';
import type { Rule } from '../rules/index.ts';

/** What is the case in a world, as flat, finite data. */
type Facts = Readonly<Record<string, string | number | boolean | null>>;
/** Facts as they may become: TypeScript takes a fact that is `false` at first for one that always is. */
type Changing<F> = { readonly [P in keyof F]: F[P] extends boolean ? boolean : F[P] };
/** The rules that a world may keep, by name; each is kept unless it is left out. */
type Kept<K extends string> = Readonly<Record<K, boolean>>;

/** One kind of step: who takes it, when it can happen, and what is the case afterwards. */
interface Command<F, K extends string> extends EventDeclaration {
  readonly by: string;
  readonly when?: (facts: F, event: AnyEvent, keeps: Kept<K>) => boolean;
  readonly effect?: (facts: F, event: AnyEvent, keeps: Kept<K>) => Partial<F>;
}

/** The claim of a world, about its facts. `possible`: from wherever it applies, some steps lead to where it holds. */
interface WorldClaim<F> {
  readonly name: string;
  readonly summary: string;
  readonly kind?: 'always' | 'possible';
  readonly applies?: (facts: F) => boolean;
  readonly holds: (facts: F) => boolean;
}

/** A world as it is written. */
interface Written<F, K extends string> {
  readonly name: string;
  /** Of the claim, and of the rules that have none of their own. */
  readonly source: string;
  /** What is the case at first. */
  readonly facts: F;
  /** The rules, each with what it says. */
  readonly rules: Readonly<Record<K, string>>;
  readonly steps: Readonly<Record<string, Command<Changing<F>, K>>>;
  readonly claim: WorldClaim<Changing<F>>;
}

/** A world ready to be checked, and its rules. */
export interface SmallWorld<K extends string> {
  readonly system: System;
  readonly rules: Readonly<Record<K, Rule>>;
}

/**
 * A world written as guarded commands: one machine with one state, whose context is what is the case. For bugs in
 * matters that no machine of the catalogue has, where a handful of facts and the order of a few steps are everything.
 */
export function smallWorld<F extends Facts, K extends string>({
  name,
  source,
  facts,
  rules,
  steps,
  claim,
}: Written<F, K>): SmallWorld<K> {
  const names = Object.keys(rules) as K[];
  type Context = Changing<F> & { readonly keeps: Kept<K> };
  const machine = setup({
    types: {} as { context: Context; events: AnyEvent; input: Partial<Kept<K>> | undefined },
    guards: {
      canHappen: ({ context, event }) => steps[event.type]?.when?.(context, event, context.keeps) ?? true,
    },
    actions: {
      happen: assign(
        ({ context, event }) =>
          (steps[event.type]?.effect?.(context as Context, event, context.keeps) ?? {}) as Partial<Context>,
      ),
    },
  }).createMachine({
    id: name,
    context: ({ input }) =>
      ({
        ...facts,
        keeps: { ...Object.fromEntries(names.map((rule) => [rule, true])), ...input },
      }) as Context,
    initial: 'going',
    states: { going: {} },
    on: Object.fromEntries(
      Object.keys(steps).map((type) => [type, { guard: 'canHappen', actions: 'happen' } as const]),
    ),
  });
  const ruleOf = (rule: K): Rule => ({
    name: rule,
    summary: rules[rule],
    source,
    machine,
    off: { [rule]: false },
  });
  return {
    system: {
      name,
      alphabet: Object.fromEntries(
        Object.entries(steps).map(([type, { when: _, effect: __, ...declaration }]) => [type, declaration]),
      ),
      families: { [name]: { machine } },
      claims: [claimOf(name, source, claim)],
    },
    rules: Object.fromEntries(names.map((rule) => [rule, ruleOf(rule)])) as Record<K, Rule>,
  };
}

function claimOf<F extends Facts>(
  family: string,
  source: string,
  { name, summary, kind = 'always', applies = () => true, holds }: WorldClaim<F>,
): Claim {
  const about =
    (asks: (facts: F) => boolean) => (parts: Readonly<Record<string, { readonly context: object }>>) =>
      asks(parts[family]?.context as F);
  const base = { name, summary, source, over: [family], applies: about(applies) };
  return kind === 'always' ? { ...base, kind, holds: about(holds) } : { ...base, kind, goal: about(holds) };
}
