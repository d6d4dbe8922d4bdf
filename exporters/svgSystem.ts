import type { System } from '../composition/index.ts';
import { chartLines } from './chartLines.ts';
import { htmlText } from './htmlText.ts';
import { svgOfChart } from './stateMachineCat.ts';
import { type SystemLook, systemPicture } from './systemPicture.ts';

/**
 * A system as an SVG: one box a family, with its number of members and the event types that it alone hears, and
 * arrows from the event types that several families hear together to each of them. Where there would be too many
 * arrows, a box lists these event types.
 */
export function svgSystem(system: System, look?: SystemLook): Promise<string> {
  const { families, joined, listed } = systemPicture(system, look);
  const box = (name: string, label: string, texts: readonly string[]) => {
    const actions = texts
      .flatMap((text) => chartLines(text, 60))
      .map((body) => ({ type: 'activity' as const, body }));
    return { name, type: 'regular' as const, label, ...(actions.length > 0 ? { actions } : {}) };
  };
  const boxes = families.map(({ name, size, own }) =>
    box(`f-${name}`, `${htmlText(name)} × ${size}`, own.length > 0 ? [own.join(' ')] : []),
  );
  const events = joined.map(({ types }, at) => ({
    name: `e-${at}`,
    type: 'regular' as const,
    class: 'event',
    label: chartLines(htmlText(types.join(' ')), 60).join('<br/>'),
  }));
  const list = listed.length > 0 ? [{ ...box('together', 'together', listed), class: 'event' }] : [];
  const transitions = joined
    .flatMap(({ families: hearing }, at) => hearing.map((family) => ({ from: `e-${at}`, to: `f-${family}` })))
    .map((ends, id) => ({ id, ...ends }));
  return svgOfChart({ states: [...events, ...list, ...boxes], transitions }, 'left-right');
}
