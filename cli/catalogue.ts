import type { AnyStateMachine } from 'xstate';
import { type Bug, bugs } from '../bugs/index.ts';
import type { Alphabet, Claim } from '../composition/index.ts';
import { invariants } from '../invariants/index.ts';
import { alphabet, hostMoves, machines } from '../machines/index.ts';
import { type Proposal, proposals, systems } from '../proposals/index.ts';
import { type Rule, rules } from '../rules/index.ts';

/** Everything that the commands can name. */
export interface Catalogue {
  /** Titles of what the threads argue about, by number. */
  readonly systems: Readonly<Record<string, string>>;
  readonly proposals: readonly Proposal[];
  readonly invariants: readonly Claim[];
  readonly rules: readonly Rule[];
  readonly bugs: readonly Bug[];
  readonly machines: Readonly<Record<string, AnyStateMachine>>;
  /** Inputs for machines shown alone, where they cannot do without. Proposals give their own. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly alphabet: Alphabet;
  /** Files of proposals that are models of the caller's own, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What this package ships. */
export const catalogue: Catalogue = {
  systems,
  proposals,
  invariants,
  rules,
  bugs,
  machines,
  inputs: { host: { moves: Object.keys(hostMoves) } },
  alphabet,
};
