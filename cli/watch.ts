import { relative, sep } from 'node:path';
import type { Catalogue } from './catalogue.ts';
import type { Checked } from './checked.ts';
import { checkOutput, type OutputFlags } from './checkOutput.ts';
import { type CheckPlan, checkPlan, type SearchFlags } from './checkPlan.ts';
import { codeOf } from './codeOf.ts';
import type { Cli } from './command.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { failure } from './failure.ts';
import { LiveModules, packageRoot } from './liveModules.ts';
import { SavedFiles } from './savedFiles.ts';
import { hasSources, sourceCatalogue } from './sourceCatalogue.ts';
import { touched } from './touched.ts';
import { UsageError } from './usageError.ts';
import { verdictDiff } from './verdictDiff.ts';
import { type WatchRound, watchRoundJson, watchRoundText } from './watchRound.ts';
import { withModels } from './withModels.ts';

/** Folders of the program itself: what is imported from them anew does not change the engines that run. */
const ownFolders = ['composition', 'checker'];

/**
 * Checks, and whenever a file is saved checks again what it touches, until Ctrl-C. A save during a round ends it, and
 * the next one has its work. Files that cannot be loaded are an error of their round, and verdicts stay what they were.
 *
 * @returns the exit code of the last round.
 * @throws {UsageError} if there are no files that could change.
 */
export async function watch(
  cli: Cli,
  names: readonly string[],
  flags: SearchFlags & OutputFlags,
): Promise<ExitCode> {
  const { catalogue, io } = cli;
  const fileOf = (name: string): string | undefined => catalogue.files?.[name];
  const modelFiles = [...new Set(names.flatMap((name) => fileOf(name) ?? []))];
  const others = names.filter((name) => fileOf(name) === undefined);
  const fromSources = names.length === 0 || others.length > 0;
  if (fromSources && !hasSources())
    throw new UsageError(
      '--watch has no files to watch here: give it a model file, as in coco-dma check ./my-model.ts --watch, or run it in a checkout',
    );

  const modules = new LiveModules();
  let stop = new AbortController();
  let [over, heard, failed] = [false, false, false];
  let wake = (): void => {};
  const saved = new SavedFiles(() => {
    heard = true;
    if (modules.changed.length > 0) stop.abort();
    wake();
  });
  const undo = io.onInterrupt(() => {
    over = true;
    stop.abort();
    wake();
  });

  /** The latest finished run of each proposal. */
  const known = new Map<string, Checked>();
  async function plan(): Promise<CheckPlan> {
    try {
      const now: Catalogue = fromSources ? await sourceCatalogue(modules, catalogue) : catalogue;
      const models = await withModels(['check', ...modelFiles, ...others], now, modules);
      return checkPlan({ ...cli, catalogue: models.catalogue }, models.args.slice(1), flags);
    } finally {
      saved.follow(modules.files);
    }
  }
  async function checkTouched({
    chosen,
    check,
  }: CheckPlan): Promise<Pick<WatchRound, 'checked' | 'differences'>> {
    const checked: Checked[] = [];
    const differences: WatchRound['differences'][number][] = [];
    const settle = (proposal: string, run: Checked | undefined) => {
      for (const change of verdictDiff(known.get(proposal), run)) differences.push({ proposal, ...change });
      if (run) known.set(proposal, run);
      else known.delete(proposal);
    };
    const names = chosen.map(({ system }) => system.name);
    for (const name of [...known.keys()].filter((one) => !names.includes(one))) settle(name, undefined);
    for (const proposal of chosen) {
      const before = known.get(proposal.system.name);
      if (before && !touched(before.proposal, proposal)) continue;
      if (stop.signal.aborted) break;
      const run = await check(proposal, stop.signal);
      if (run.report.stopped === 'interrupted') break;
      settle(proposal.system.name, run);
      checked.push(run);
    }
    return { checked, differences };
  }

  let code: ExitCode = exitCode.unknown;
  try {
    for (let round = 1; !over; round++) {
      stop = new AbortController();
      heard = false;
      const files = modules.changed;
      const ours = files.find((path) => ownFolders.includes(relative(packageRoot, path).split(sep)[0] ?? ''));
      if (ours !== undefined)
        throw new UsageError(
          `${relative('', ours)} is part of the program that checks: npm run build, and start again`,
        );
      modules.forget(files);
      const changed = files.map((path) => relative('', path));
      try {
        const planned = await plan();
        const done = await checkTouched(planned);
        const all = [...known.values()];
        const interrupted = stop.signal.aborted;
        code = interrupted ? exitCode.unknown : codeOf(all);
        const told: WatchRound = { round, changed, ...done, interrupted, exitCode: code };
        if (flags.json) io.out(watchRoundJson(told, planned.limits));
        else if (round > 1) io.out(watchRoundText(io, told, all));
        else await checkOutput(cli, all, planned.limits, {});
        failed = false;
      } catch (error) {
        const { message, code: failedCode } = failure(error);
        code = failedCode;
        failed = true;
        if (flags.json)
          io.out(`${JSON.stringify({ schema: 1, round, changed, error: message, exitCode: code })}\n`);
        else io.err(`coco-dma: ${message}\n`);
      }
      if (round === 1 && !flags.json) io.out(`Watching ${modules.files.length} files; Ctrl-C ends.\n`);
      // What could not be loaded may lack a file that nobody has loaded yet.
      while (!over && modules.changed.length === 0 && !(failed && heard)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    undo();
    saved.close();
  }
  return code;
}
