import { nearest, type World } from '../composition/index.ts';
import type { Proposal } from '../proposals/index.ts';
import type { Cli } from './command.ts';
import { counterexample } from './counterexample.ts';
import { UsageError } from './usageError.ts';

/**
 * The steps that a command line gives: the counterexample to a claim of the proposal, if that is what it names, or else each step
 * by its name, whose spaces may be left out.
 *
 * @throws {UsageError} for a claim that has no counterexample, and for a step that the world does not have.
 */
export async function traceGiven(
  cli: Cli,
  { system }: Proposal,
  world: World,
  given: readonly string[],
  size: Readonly<Record<string, number>>,
): Promise<string[]> {
  const [only] = given;
  if (given.length === 1 && only !== undefined && system.claims.some(({ name }) => name === only)) {
    const { found } = await counterexample(cli, system.name, only, { size });
    if (!found.trace)
      throw new UsageError(
        `${only} has no trace to follow: its verdict for ${system.name} is ${found.verdict}`,
      );
    return [...found.trace, ...(found.loop ?? [])].map(({ event }) => event);
  }
  return given.map((text) => stepNamed(world, text));
}

/** @throws {UsageError} if the world has no such step. */
function stepNamed({ steps, system }: World, text: string): string {
  const wanted = tight(text);
  const found = steps.find(({ name }) => tight(name) === wanted);
  if (found) return found.name;
  const names = steps.map(({ name }) => name);
  throw new UsageError(`${system.name} has no step ${text}${nearest(text, names)}`);
}

/** A name without its spaces, as it is easier typed. */
export const tight = (name: string): string => name.replaceAll(' ', '');
