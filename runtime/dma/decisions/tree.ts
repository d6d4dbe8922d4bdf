import type { Fact } from './facts.ts';

/** Functions of the kernel that answer yes or no, and are asked by other decisions. */
export const predicateNames = [
  'forceDmaUnencrypted',
  'swiotlbActive',
  'swiotlbForceBounce',
  'dmaCapable',
  'dmaKmallocNeedsBounce',
  'devUseSwiotlb',
  'mapsCcShared',
  'cleansCache',
  'slotCapable',
  'remaps',
  'usesAtomicPool',
] as const;

export type PredicateName = (typeof predicateNames)[number];

/** What a row may ask: a fact, or a function that asks facts. */
export type Asked = Fact | PredicateName;

/** A question with the answer that a row wants. */
export type Literal = Asked | `!${Asked}`;

/** Questions all of which must have the wanted answer; of a nested list, one. */
export type Condition = readonly (Literal | readonly Literal[])[];

/** One row of a decision: if its condition is met, and that of no row above it, this is the outcome. */
export interface Row<T> {
  readonly if: Condition;
  readonly outcome: T;
  /** One line for the reader. */
  readonly why: string;
  /** Where it comes from, if not from the function that the decision is. */
  readonly source?: string;
}

/**
 * A decision of the kernel as data: rows that are asked from the top, and what is done if none of them
 * is met. It is total, and reads no state but the facts it names.
 */
export interface Tree<T> {
  /** The function of the kernel. */
  readonly name: string;
  readonly source: string;
  readonly rows: readonly Row<T>[];
  readonly otherwise: Pick<Row<T>, 'outcome' | 'why'>;
}

/** What was decided, and by which row: its number from 0, `rows.length` for `otherwise`. */
export interface Decided<T> {
  readonly outcome: T;
  readonly row: number;
  readonly why: string;
  readonly source: string;
}

/** Answers to facts. They are asked in the order of the rows, and none twice in one row. */
export type Answers = (fact: Fact) => boolean;

/** The functions that {@link decide} may meet in a condition. */
export type Predicates = Readonly<Record<PredicateName, Tree<boolean>>>;

const predicateSet: ReadonlySet<string> = new Set(predicateNames);
const isPredicate = (asked: Asked): asked is PredicateName => predicateSet.has(asked);

interface Question {
  readonly asked: Asked;
  readonly negated: boolean;
}

/** What the literals ask; there are some dozens of them. */
const questions = new Map<Literal, Question>();

function questionOf(literal: Literal): Question {
  const known = questions.get(literal);
  if (known) return known;
  const negated = literal.startsWith('!');
  const question = { asked: (negated ? literal.slice(1) : literal) as Asked, negated };
  questions.set(literal, question);
  return question;
}

/** Takes a decision: the first row whose condition is met. */
export function decide<T>(tree: Tree<T>, predicates: Predicates, answers: Answers): Decided<T> {
  const isSo = (literal: Literal): boolean => {
    const { asked, negated } = questionOf(literal);
    const answer = isPredicate(asked)
      ? decide(predicates[asked], predicates, answers).outcome
      : answers(asked);
    return answer !== negated;
  };
  const row = tree.rows.findIndex((candidate) =>
    candidate.if.every((part) => (typeof part === 'string' ? isSo(part) : part.some(isSo))),
  );
  const found = tree.rows[row];
  return found
    ? { outcome: found.outcome, row, why: found.why, source: found.source ?? tree.source }
    : {
        outcome: tree.otherwise.outcome,
        row: tree.rows.length,
        why: tree.otherwise.why,
        source: tree.source,
      };
}
