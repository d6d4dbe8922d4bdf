/** What a part or a step is, apart from the members of index sets that it is about. */
export interface Indexed {
  /** Alike for whatever differs in members only: a family, or an event type with its values. */
  readonly kind: string;
  /** Index sets and members of them, always in the same order for one kind. */
  readonly at: readonly (readonly [set: string, member: number])[];
}

/**
 * Which index sets a network has and who belongs to which member. It is a hint: `symmetry` proposes to
 * exchange members by it, and believes only what the tables confirm.
 */
export interface Scalarsets {
  /** Members of each index set. */
  readonly sizes: Readonly<Record<string, number>>;
  /** By part number. */
  readonly parts: readonly Indexed[];
  /** By step number. */
  readonly steps: readonly Indexed[];
}
