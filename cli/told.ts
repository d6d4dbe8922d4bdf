import type { AnyMachineSnapshot } from 'xstate';
import type { Replay, World } from '../composition/index.ts';
import type { Paint } from './paint.ts';

/**
 * Steps of a replayed trace for a person: who moves, what it is, and what it changes in whom.
 *
 * @param loopFrom number of steps before those that are repeated for ever, if some are.
 */
export function told(world: World, { steps, states }: Replay, paint: Paint, loopFrom?: number): string {
  const width = Math.max(...steps.map(({ by }) => by.length));
  const numberWidth = `${steps.length}`.length;
  const indent = ' '.repeat(numberWidth + width + 4);
  return steps
    .flatMap(({ event, by, summary, changes }, at) => [
      ...(at === loopFrom ? ['', paint('violated', 'and then, for ever:')] : []),
      `${`${at + 1}`.padStart(numberWidth)}  ${by.padEnd(width)}  ${paint('strong', event)}`,
      ...(summary === '' ? [] : [`${indent}${paint('quiet', summary)}`]),
      ...changes.map(({ part }) => {
        const number = world.parts.findIndex(({ name }) => name === part);
        return `${indent}${part}: ${changed(states[at]?.[number], states[at + 1]?.[number])}`;
      }),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

/** The state and the context fields that differ, before and after. */
function changed(before: AnyMachineSnapshot | undefined, after: AnyMachineSnapshot | undefined): string {
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
