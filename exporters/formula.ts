/** What a state of a network is like, independent of the language that says it. Empty `and` is true, empty `or` false. */
export type Formula =
  | { readonly kind: 'in'; readonly part: number; readonly states: readonly number[] }
  | { readonly kind: 'can'; readonly step: number }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] };

/** How a language writes formulas. */
export interface FormulaSyntax {
  readonly and: string;
  readonly or: string;
  readonly true: string;
  readonly false: string;
  /** The part is in one of the states; an expression that needs no brackets around it. */
  isIn(part: number, states: readonly number[]): string;
  /** The step can happen. */
  can(step: number): string;
}

/** A formula as text, with brackets wherever two operators meet. */
export function formulaText(formula: Formula, syntax: FormulaSyntax): string {
  if (formula.kind === 'in') return syntax.isIn(formula.part, formula.states);
  if (formula.kind === 'can') return syntax.can(formula.step);
  const [only, ...more] = formula.of;
  if (!only) return formula.kind === 'and' ? syntax.true : syntax.false;
  if (more.length === 0) return formulaText(only, syntax);
  return `(${formula.of.map((one) => formulaText(one, syntax)).join(formula.kind === 'and' ? syntax.and : syntax.or)})`;
}

/** For languages without sets: equal to one of the states, or unequal to all others where these are fewer. */
export function comparisons(
  part: string,
  wanted: readonly string[],
  others: readonly string[],
  sign: {
    readonly equal: string;
    readonly unequal: string;
    readonly and: string;
    readonly or: string;
  },
): string {
  const inverted = others.length < wanted.length && others.length > 0;
  const compared = (inverted ? others : wanted).map(
    (state) => `${part} ${inverted ? sign.unequal : sign.equal} ${state}`,
  );
  return `(${compared.join(inverted ? sign.and : sign.or)})`;
}
