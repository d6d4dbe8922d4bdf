import {
  conformVirtio,
  playOnModel,
  type Scenario,
  type VirtioRow,
  virtioScenarios,
} from '../conformance/index.ts';
import { qemuVersion } from '../runtime/index.ts';
import { columns } from './columns.ts';
import { type Cli, printJson } from './command.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { paintFor } from './paint.ts';
import { byName, pick } from './pick.ts';

/** A row of which QEMU's half may be missing. */
type Row = Omit<VirtioRow, 'qemu' | 'agree'> & Partial<Pick<VirtioRow, 'qemu' | 'agree'>>;

/**
 * `conform virtio`: the scenarios, or those that are named, on our runtime and on QEMU. Where there is no
 * QEMU, or the user interrupts, what was not compared is unknown.
 *
 * @throws {UsageError} for a scenario that there is not.
 */
export async function runConformVirtio(
  { io }: Cli,
  names: readonly string[],
  json: boolean,
): Promise<ExitCode> {
  const known = byName(virtioScenarios, ({ id }) => id);
  const wanted = names.length > 0 ? names.map((name) => pick('scenario', name, known)) : virtioScenarios;
  const version = qemuVersion();
  let interrupted = false;
  const undo = io.onInterrupt(() => {
    interrupted = true;
  });
  const rows: Row[] = [];
  try {
    for (const scenario of wanted) {
      if (interrupted) break;
      rows.push(version === undefined ? await alone(scenario) : await conformVirtio(scenario));
      if (io.progress) io.err(`\r\u001b[K${rows.length} of ${wanted.length}: ${scenario.id}`);
    }
  } finally {
    undo();
    if (io.progress) io.err('\r\u001b[K');
  }
  const missing = wanted.length - rows.length;
  const report = { schema: 1, qemu: version ?? null, rows, notPlayed: missing };
  if (json) printJson(io, report);
  else io.out(text(paintFor(io), rows, version, missing));
  if (rows.some(({ asStated }) => !asStated)) return exitCode.notMet;
  return version === undefined || missing > 0 ? exitCode.unknown : exitCode.asStated;
}

async function alone(scenario: Scenario): Promise<Row> {
  const { id, setUp, differs, qemu, breaks } = scenario;
  const model = await playOnModel(scenario);
  return {
    id,
    setUp,
    model,
    asStated: model === (differs?.model ?? qemu),
    ...(breaks ? { breaks } : {}),
  };
}

function text(
  paint: ReturnType<typeof paintFor>,
  rows: readonly Row[],
  version: string | undefined,
  missing: number,
): string {
  const word = ({ agree, asStated }: Row): string => {
    if (!asStated) return paint('violated', 'NOT AS STATED');
    if (agree === undefined) return paint('unknown', 'unknown');
    return agree ? paint('holds', 'agree') : paint('vacuous', 'differ');
  };
  const table = columns([
    ['#', 'set-up', 'model', 'QEMU', '', 'counterexample of'],
    ...rows.map((row) => [
      row.id,
      row.setUp,
      row.model,
      row.qemu === row.model ? 'the same' : (row.qemu ?? '?'),
      word(row),
      row.breaks ?? '',
    ]),
  ]);
  const differing = rows.flatMap(({ id, agree, why }) => (agree === false && why ? [`${id}: ${why}`] : []));
  const counted = (met: (row: Row) => boolean) => rows.filter(met).length;
  const lines = [
    ...table,
    '',
    ...differing,
    ...(version === undefined
      ? [
          'QEMU is not installed, so nothing was compared: on Debian and Ubuntu, apt-get install qemu-system-x86.',
        ]
      : [
          `QEMU ${version}: ${counted(({ agree }) => agree === true)} agree, ${counted(({ agree }) => agree === false)} differ; ${counted(({ asStated }) => !asStated)} not as stated.`,
        ]),
    ...(missing > 0 ? [`Interrupted: ${missing} not played.`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
