import type { AnyMachineSnapshot } from 'xstate';

/** The state and the context fields that differ between two snapshots of one machine: `free → held, device null → 0`. */
export function stateChange(
  before: AnyMachineSnapshot | undefined,
  after: AnyMachineSnapshot | undefined,
): string {
  if (!before || !after) return '';
  const fields = Object.keys(after.context as object).map(
    (field) => [`${field} `, before.context[field], after.context[field]] as const,
  );
  const changes = [['', before.value, after.value] as const, ...fields].flatMap(([name, was, is]) =>
    written(was) === written(is) ? [] : [`${name}${written(was)} → ${written(is)}`],
  );
  // What is left is history, which only shows when it is used.
  return changes.length > 0 ? changes.join(', ') : 'remembers where it was';
}

const written = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
