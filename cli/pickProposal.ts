import type { Proposal } from '../proposals/index.ts';
import type { Catalogue } from './catalogue.ts';
import { byName, pick } from './pick.ts';

/**
 * The proposal called `name`.
 *
 * @throws {UsageError} as {@link pick} does.
 */
export const pickProposal = ({ proposals }: Pick<Catalogue, 'proposals'>, name: string): Proposal =>
  pick(
    'proposal',
    name,
    byName(proposals, ({ system }) => system.name),
  );
