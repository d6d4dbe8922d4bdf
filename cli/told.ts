import { type Replay, stateChange, type World } from '../composition/index.ts';
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
        return `${indent}${part}: ${stateChange(states[at]?.[number], states[at + 1]?.[number])}`;
      }),
    ])
    .map((line) => `${line}\n`)
    .join('');
}
