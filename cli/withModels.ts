import type { Catalogue } from './catalogue.ts';
import { LiveModules } from './liveModules.ts';
import { loadModel } from './loadModel.ts';

/** A command line whose model files were loaded. */
export interface Models {
  /** With the names of systems in the place of files. */
  readonly args: readonly string[];
  /** With their systems and claims, which hide those of the same names. */
  readonly catalogue: Catalogue;
}

/** Commands that take a proposal. */
const commands = ['check', 'trace', 'why', 'view', 'diagram', 'export'];
const MODEL_FILE = /^(?!-).*\.[cm]?[jt]s$/;

/**
 * Loads the model files that a command is given in the place of proposals.
 *
 * @param modules those that a watch keeps.
 * @throws {UsageError} as {@link loadModel} does.
 */
export async function withModels(
  given: readonly string[],
  catalogue: Catalogue,
  modules?: LiveModules,
): Promise<Models> {
  const [command = '', ...rest] = given;
  if (!commands.includes(command) || !rest.some((arg) => MODEL_FILE.test(arg)))
    return { args: given, catalogue };
  const live = modules ?? new LiveModules();
  let wider = catalogue;
  const args: string[] = [command];
  for (const arg of rest) {
    if (!MODEL_FILE.test(arg)) {
      args.push(arg);
      continue;
    }
    const proposals = await loadModel(arg, live);
    const names = proposals.map(({ system }) => system.name);
    const claims = proposals.flatMap(({ system }) => system.claims);
    wider = {
      ...wider,
      proposals: [...proposals, ...wider.proposals.filter(({ system }) => !names.includes(system.name))],
      invariants: [
        ...new Map([...claims, ...wider.invariants].map((claim) => [claim.name, claim] as const)).values(),
      ],
      files: { ...wider.files, ...Object.fromEntries(names.map((name) => [name, arg])) },
    };
    args.push(...names);
  }
  return { args, catalogue: wider };
}
