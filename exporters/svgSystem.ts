import { type System, sizesOf } from '../composition/index.ts';
import { chartLines } from './chartLines.ts';
import { htmlText } from './htmlText.ts';
import { meetings } from './sharedEvents.ts';
import { svgOfChart } from './stateMachineCat.ts';

/**
 * A system as an SVG: one box a family, with its number of members and the event types that it alone hears, and
 * arrows from the event types that several families hear together to each of them.
 */
export function svgSystem(system: System): Promise<string> {
  const sizes = sizesOf(system);
  const together = meetings(system);
  const lines = (texts: readonly string[]) =>
    texts.flatMap((text) => chartLines(text, 60)).map((body) => ({ type: 'activity' as const, body }));
  const families = Object.entries(system.families).map(([family, { index = family }]) => {
    const own = together.find((meeting) => meeting.families.length === 1 && meeting.families[0] === family);
    const label = `${htmlText(family)} × ${sizes[index] ?? 1}`;
    const actions = own ? { actions: lines([own.types.join(' ')]) } : {};
    return { name: `f-${family}`, type: 'regular' as const, label, ...actions };
  });
  const shared = together.filter(({ families }) => families.length > 1);
  const events = shared.map(({ types }, at) => ({
    name: `e-${at}`,
    type: 'regular' as const,
    class: 'event',
    label: chartLines(htmlText(types.join(' ')), 60).join('<br/>'),
  }));
  const transitions = shared
    .flatMap(({ families: hearing }, at) => hearing.map((family) => ({ from: `e-${at}`, to: `f-${family}` })))
    .map((ends, id) => ({ id, ...ends }));
  return svgOfChart({ states: [...events, ...families], transitions }, 'left-right');
}
