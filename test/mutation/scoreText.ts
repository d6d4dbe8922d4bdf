import type { Verdict } from './outcome.ts';

type Counts = Readonly<Record<Verdict, number>>;

const heads = [
  'mutants',
  'equivalent',
  'refused',
  'claims',
  'graph',
  'bugs',
  'conformance',
  'shapes',
  'survivors',
];

/** Who noticed the mutants of each machine, as a table, and the score below it. */
export function scoreText(machines: readonly (readonly [name: string, counts: Counts])[]): string {
  const all = totalOf(machines.map(([, counts]) => counts));
  const rows = [...machines, ['all', all] as const].map(([name, counts]) => [name, ...cellsOf(counts)]);
  const table = [['machine', ...heads, 'by claims'], ...rows];
  const widthOf = (column: number) => Math.max(...table.map((row) => row[column]?.length ?? 0));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widthOf(0)) : cell.padStart(widthOf(column))))
      .join('  '),
  );
  return `${lines.join('\n')}\n\n${scoreLine(machines)}\n`;
}

/** The score in one sentence. */
export function scoreLine(machines: readonly (readonly [name: string, counts: Counts])[]): string {
  const all = totalOf(machines.map(([, counts]) => counts));
  const { claims, graph, survivor } = all;
  const of = countedOf(all);
  const part = (n: number) => `${n} (${share(n, of)})`;
  return `Of ${of} mutants of ${machines.length} machines, the claims of the designs notice ${part(claims)}, claims and pinned graphs ${part(claims + graph)}, all tests ${part(of - survivor)}.`;
}

/** All machines together. */
const totalOf = (all: readonly Counts[]): Counts => {
  const sum = (verdict: Verdict) => all.reduce((n, counts) => n + counts[verdict], 0);
  return {
    claims: sum('claims'),
    graph: sum('graph'),
    bugs: sum('bugs'),
    conformance: sum('conformance'),
    shapes: sum('shapes'),
    survivor: sum('survivor'),
    equivalent: sum('equivalent'),
    refused: sum('refused'),
  };
};

function cellsOf(counts: Counts): string[] {
  const { equivalent, refused, claims, graph, bugs, conformance, shapes, survivor } = counts;
  const of = countedOf(counts);
  const mutants = of + equivalent + refused;
  const numbers = [mutants, equivalent, refused, claims, graph, bugs, conformance, shapes, survivor];
  return [...numbers.map(String), share(claims, of)];
}

/** Those that are neither equivalent nor no machine at all. */
const countedOf = ({ claims, graph, bugs, conformance, shapes, survivor }: Counts): number =>
  claims + graph + bugs + conformance + shapes + survivor;

/** Rounded down, so that nothing but all is 100%. */
const share = (n: number, of: number): string => (of === 0 ? '-' : `${Math.floor((100 * n) / of)}%`);
