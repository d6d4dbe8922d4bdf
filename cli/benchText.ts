import type { World } from '../bench/index.ts';
import type { BenchRun, BenchRunRow } from './benchJson.ts';
import { columns } from './columns.ts';
import { grouped } from './numbers.ts';
import type { Paint } from './paint.ts';

/** A run of `bench` as tables for people. */
export function benchText(run: BenchRun, paint: Paint): string {
  const refused = run.leftOut.filter(({ excused }) => !excused);
  const missing = run.leftOut.filter(({ excused }) => excused);
  const lines = [
    placeText(run),
    ...table(run.rows, paint),
    ...table(run.small, paint),
    ...growth(run.growth, paint),
    ...refused.map((row) => paint('violated', `Refused: ${row.name}, ${worldText(row.world)}: ${row.why}`)),
    ...missing.map((row) =>
      paint('unknown', `Not measured: ${row.name}, ${worldText(row.world)}: ${row.why}`),
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const placeText = ({ date, cpu, cores, memoryGib, platform, node, versions }: BenchRun): string =>
  [
    `${date}, ${cores} cores (${cpu}), ${memoryGib} GiB, ${platform}, Node ${node}`,
    ...Object.values(versions),
  ].join('; ');

const worldText = ({ pages, slots }: World): string => `${pages} x ${slots}`;
const exact = (count: number | string): string => grouped(BigInt(count));
const rate = ({ states, seconds }: BenchRunRow): number => Number(states) / seconds;

/** Three significant figures, and no exponent. */
const figure = (value: number): string =>
  value >= 100 ? grouped(Math.round(value)) : `${Number(value.toPrecision(3))}`;

/** Rows of one world. Those of the explicit engine are what the others are compared with. */
function table(rows: readonly BenchRunRow[], paint: Paint): string[] {
  const [any] = rows;
  if (!any) return [];
  const explicit = rows.find(({ name }) => name === 'explicit');
  const head = ['', 'seconds', 'CPU s', 'before', 'M states/s', 'MiB', 'B/state', 'explicit is', ''];
  const cells = rows.map((row) => [
    row.name,
    row.seconds.toFixed(2),
    row.cpuSeconds.toFixed(2),
    row.prepareSeconds.toFixed(2),
    figure(rate(row) / 1e6),
    figure(row.bytes / 2 ** 20),
    figure(row.bytes / Number(row.states)),
    explicit ? `${figure(rate(explicit) / rate(row))}x` : '-',
    row.summary,
  ]);
  const [first = '', ...others] = columns(
    [head, ...cells],
    [false, true, true, true, true, true, true, true, false],
  );
  return [
    '',
    `${any.world.pages} pages, ${any.world.slots} slots: ${exact(any.states)} states and ${exact(any.transitions)} transitions, counted by every row`,
    '',
    paint('strong', first),
    ...others,
  ];
}

/** Seconds of our engines, one line a world. */
function growth(rows: readonly BenchRunRow[], paint: Paint): string[] {
  const [any] = rows;
  if (!any) return [];
  const pages = [...new Set(rows.map(({ world }) => world.pages))];
  const engines = [...new Set(rows.map(({ name }) => name))];
  const cells = pages.map((count) => {
    const here = rows.filter(({ world }) => world.pages === count);
    return [
      `${count}`,
      exact(here[0]?.states ?? 0),
      exact(here[0]?.transitions ?? 0),
      ...engines.map((engine) => here.find(({ name }) => name === engine)?.seconds.toFixed(2) ?? '-'),
    ];
  });
  const head = ['pages', 'states', 'transitions', ...engines.map((engine) => `${engine} s`)];
  const [first = '', ...others] = columns(
    [head, ...cells],
    head.map(() => true),
  );
  return ['', `More and more pages, ${any.world.slots} slots`, '', paint('strong', first), ...others];
}
