import type { Condition, Tree } from './tree.ts';

const conditionText = (condition: Condition): string =>
  condition
    .map((part) => (typeof part === 'string' ? part : `(${part.join(' or ')})`))
    .join(' and ')
    .replaceAll('!', 'not ');

/** `fail notCapable`, `direct physToDma`, `copy, cleanCache`: an outcome as its words. */
function outcomeText(outcome: unknown): string {
  if (Array.isArray(outcome)) return outcome.join(', ') || 'nothing';
  if (typeof outcome !== 'object' || outcome === null) return String(outcome);
  return (
    Object.entries(outcome)
      .flatMap(([field, value]) => {
        if (value === false) return [];
        return value === true ? [field] : [String(value)];
      })
      .join(' ') || 'nothing'
  );
}

/** A decision as a reader of the kernel would write it down: numbered rows, asked from the top. */
export function treeText<T>({ name, source, rows, otherwise }: Tree<T>): string {
  const lines = [...rows, { if: [], ...otherwise, source: undefined }].map((row) => ({
    condition: conditionText(row.if) || 'otherwise',
    outcome: outcomeText(row.outcome),
    why: row.source === undefined ? row.why : `${row.why} [${row.source}]`,
  }));
  const width = (column: 'condition' | 'outcome') => Math.max(...lines.map((line) => line[column].length));
  const [conditions, outcomes] = [width('condition'), width('outcome')];
  return [
    `${name} (${source})`,
    ...lines.map(
      ({ condition, outcome, why }, row) =>
        `${String(row + 1).padStart(3)}  ${condition.padEnd(conditions)}  ${outcome.padEnd(outcomes)}  ${why}`,
    ),
  ].join('\n');
}
