import type { Verdict } from '../checker/index.ts';
import type { Checked, CheckedClaim } from './checked.ts';
import { columns, visibleLength } from './columns.ts';
import { grouped, sizeText } from './numbers.ts';
import type { Paint } from './paint.ts';
import { type Standing, standText } from './standing.ts';

const WIDTH_MAX = 100;

const wrongly = (standing: Standing): boolean => standing === 'contradicted' || standing === 'unstated';

const stopReasons = {
  states: 'at --max-states',
  nodes: 'at --max-nodes',
  memory: 'for want of memory',
  interrupted: 'when it was interrupted',
  walks: 'after its random walks, which prove nothing',
  worker: 'when one of its threads ended before its time',
} as const;

/** The overview: one line a proposal, numbered for the matrix below it. */
export function overview(run: readonly Checked[], paint: Paint): string {
  const head = ['#', 'proposal', 'states', 'transitions', 'depth', 'seconds', 'holds', 'violated', 'vacuous'];
  const rows = run.map(({ report, claims, pinned }, number) => [
    `${number + 1}`,
    report.name,
    `${grouped(report.states)}${report.complete ? '' : '+'}${pinned?.asStated === false ? '!' : ''}`,
    grouped(report.transitions),
    `${report.depth ?? '-'}`,
    report.seconds.toFixed(2),
    ...(['holds', 'violated', 'vacuous'] as const).map((verdict) => `${count(claims, verdict)}`),
  ]);
  const [first = '', ...others] = columns(
    [head, ...rows],
    [true, false, true, true, true, true, true, true, true],
  );
  return lines([paint('strong', first), ...others]);
}

/**
 * Every claim against every proposal. Where that is wider than a terminal, it comes in blocks of about as
 * many proposals each, and a block has only the claims that its proposals make.
 */
export function matrix(run: readonly Checked[], names: readonly string[], paint: Paint): string {
  const rows = names.map((name) => ({ name, cells: run.map(({ claims }) => cell(claims, name, paint)) }));
  const nameWidth = Math.max(...names.map(({ length }) => length), 'invariant'.length);
  const width = 1 + Math.max(2, ...rows.flatMap(({ cells }) => cells.map(visibleLength)));
  const right = (text: string) => ' '.repeat(width - visibleLength(text)) + text;
  const blocks = Math.ceil(run.length / Math.max(1, Math.floor((WIDTH_MAX - nameWidth) / width)));
  const perBlock = Math.ceil(run.length / blocks);
  const out: string[] = [];
  for (let from = 0; from < run.length; from += perBlock) {
    const of = <T>(all: readonly T[]): readonly T[] => all.slice(from, from + perBlock);
    const numbers = of(run.map((_, i) => `${i + 1}`));
    out.push('', paint('strong', 'invariant'.padEnd(nameWidth) + numbers.map(right).join('')));
    for (const { name, cells } of rows) {
      if (of(cells).some((text) => text !== ''))
        out.push((name.padEnd(nameWidth) + of(cells).map(right).join('')).trimEnd());
    }
  }
  return lines([
    ...out,
    '',
    '+ holds   7 violated, in 7 steps at the least   . vacuous   ? unknown   ! not as stated',
  ]);
}

/** Every claim of one proposal, in words. */
export function claimList({ proposal, size, claims, without }: Checked, paint: Paint): string {
  const rows = claims.map(({ claim, verdict, trace, standing }) => [
    `  ${paint(verdict, verdict === 'violated' ? `violated in ${trace?.length ?? '?'}` : verdict)}`,
    `${claim}${wrongly(standing) ? '  (not as stated)' : ''}`,
  ]);
  const design = `${proposal.title}${without ? `, without ${without.join(' and ')}` : ''}`;
  return lines(['', `${design} (${sizeText(size)})`, ...columns(rows)]);
}

/** What is not as stated and what is unknown, in words; empty if nothing is. */
export function complaints(run: readonly Checked[], paint: Paint): string {
  const wrong = run.flatMap(({ proposal, claims, report, pinned }) => [
    ...claims
      .filter(({ standing }) => wrongly(standing))
      .map(
        ({ claim, verdict, trace }) =>
          `  ${report.name}: ${claim} is ${verdict}${trace ? ` in ${trace.length} steps` : ''}, stated is ${standText(proposal.stands[claim])}`,
      ),
    ...(pinned?.asStated === false
      ? [
          `  ${report.name}: ${grouped(report.states)} states and ${grouped(report.transitions)} transitions, stated are ${grouped(pinned.states)} and ${grouped(pinned.transitions)}`,
        ]
      : []),
  ]);
  const unknown = run.flatMap(({ report, claims }) =>
    report.stopped
      ? [
          `  ${report.name}: the search stopped ${stopReasons[report.stopped]}, with ${grouped(report.states)} states found; ${count(claims, 'unknown')} of ${claims.length} claims have no verdict`,
          ...(report.notSaved === undefined ? [] : [`  ${report.name}: no checkpoint: ${report.notSaved}`]),
        ]
      : claims.flatMap(({ claim, because }) =>
          because === undefined ? [] : [`  ${report.name}: ${claim}: ${because}`],
        ),
  );
  return lines([
    ...(wrong.length > 0 ? ['', paint('violated', 'Not as stated:'), ...wrong] : []),
    ...(unknown.length > 0 ? ['', paint('unknown', 'Unknown:'), ...unknown] : []),
  ]);
}

/** Where engine `auto` came to another engine than the first, in words; empty if nowhere. */
export function engineChoices(run: readonly Checked[]): string {
  const told = run.flatMap(({ report: { name, chosen } }) => (chosen ? [`  ${name}: ${chosen}`] : []));
  return lines(told.length > 0 ? ['', 'Engine:', ...told] : []);
}

/** What was left out of the graphs and what could not be, in words; empty if nobody asked. */
export function reductions(run: readonly Checked[]): string {
  const told = run.flatMap(({ report: { name, reduction = [], notReduced = [], shortest } }) => [
    ...reduction.map((what) => `  ${name}: by ${what}`),
    ...notReduced.map((why) => `  ${name}: not reduced: ${why}`),
    ...(reduction.length > 0 && shortest === false ? [`  ${name}: traces may be longer than need be`] : []),
  ]);
  return lines(told.length > 0 ? ['', 'Reduced graphs:', ...told] : []);
}

/** The last line. */
export function summaryLine(run: readonly Checked[], paint: Paint): string {
  const all = run.flatMap(({ claims }) => claims);
  const seconds = run.reduce((sum, { report }) => sum + report.seconds, 0);
  const states = run.reduce((sum, { report }) => sum + BigInt(report.states), 0n);
  const wrong =
    all.filter(({ standing }) => wrongly(standing)).length +
    run.filter(({ pinned }) => pinned?.asStated === false).length;
  const unknown = count(all, 'unknown');
  const verdicts = `${count(all, 'holds')} hold, ${count(all, 'violated')} violated, ${count(all, 'vacuous')} vacuous${unknown > 0 ? `, ${unknown} unknown` : ''}`;
  const last =
    wrong > 0
      ? paint('violated', `${wrong} not as stated`)
      : unknown > 0
        ? paint('unknown', 'not everything is known')
        : run.some(({ without }) => without)
          ? 'rules were left out, so nothing is compared with what is stated'
          : paint('holds', 'all as stated');
  const things = `${run.length} ${run.length === 1 ? 'proposal' : 'proposals'}, ${all.length} ${all.length === 1 ? 'claim' : 'claims'}`;
  return lines([
    '',
    `${things}: ${verdicts}; ${last}. ${grouped(states)} states in ${seconds.toFixed(1)} s.`,
  ]);
}

function cell(claims: readonly CheckedClaim[], name: string, paint: Paint): string {
  const found = claims.find(({ claim }) => claim === name);
  if (!found) return '';
  const { verdict, trace, standing } = found;
  const signs = { holds: '+', violated: `${trace?.length ?? 'v'}`, vacuous: '.', unknown: '?' } as const;
  const wrong = wrongly(standing);
  return paint(verdict, `${signs[verdict]}${wrong ? '!' : ''}`);
}

const count = (claims: readonly CheckedClaim[], wanted: Verdict): number =>
  claims.filter(({ verdict }) => verdict === wanted).length;

const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
