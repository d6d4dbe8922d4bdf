import { expect, test } from '@jest/globals';
import { compose } from '../../../composition/index.ts';
import { meetings, StateGraph } from '../../../runtime/index.ts';
import { pagesAndSlots } from '../../fixtures/pagesAndSlots.ts';

const composition = compose(pagesAndSlots(2, 2));
const graph = new StateGraph(composition);
const wanted = meetings(composition, graph);

/** What the ways that are asked for show, written out: the step with the local states of its parts, beside one of another part. */
function shown(isAsked: (way: number) => boolean): Set<string> {
  const { parts, steps } = composition.network;
  const all = new Set<string>();
  for (let state = 0; state < graph.size; state++) {
    const local = (part: number) => `${parts[part]?.name}=${graph.locals(state)[part]}`;
    const { first, end } = graph.ways(state);
    for (let way = first; way < end; way++) {
      const { name, moves } = steps[graph.way(way).step] ?? { name: '', moves: [] };
      const moving = moves.map(({ part }) => part);
      if (isAsked(way))
        for (const other of parts.keys())
          all.add([name, ...moving.map(local), ...(moving.includes(other) ? [] : [local(other)])].join(' '));
    }
  }
  return all;
}

test('few transitions show each step from all states of its parts beside each state of every other part', () => {
  const few = shown((way) => wanted[way] === true);
  expect(few).toEqual(shown(() => true));
  expect(wanted).toHaveLength(1148);
  expect(wanted.filter((isWanted) => isWanted).length).toBeLessThan(1000);
});

test('without one of them something is not shown', () => {
  const without = wanted.indexOf(true);
  expect(shown((way) => wanted[way] === true && way !== without).size).toBeLessThan(shown(() => true).size);
});
