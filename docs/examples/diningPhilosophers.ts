import { claimsFor, defineEvents, type EventOf, type System } from 'coco-dma/composition';
import { setup } from 'xstate';

const alphabet = defineEvents({
  TAKE: { by: 'philosopher', index: ['philosopher', 'fork'], summary: 'the philosopher takes the fork' },
  DROP: { by: 'philosopher', index: ['philosopher', 'fork'], summary: 'the philosopher puts the fork down' },
});
type DinnerEvent = EventOf<typeof alphabet>;

interface Hands {
  readonly first: number;
  readonly second: number;
}

const philosopher = setup({
  types: { context: {} as Hands, input: {} as Hands, events: {} as DinnerEvent },
  guards: {
    isFirst: ({ context, event }) => event.fork === context.first,
    isSecond: ({ context, event }) => event.fork === context.second,
  },
}).createMachine({
  id: 'philosopher',
  context: ({ input }) => ({ first: input.first, second: input.second }),
  initial: 'thinking',
  states: {
    thinking: { on: { TAKE: { guard: 'isFirst', target: 'waiting' } } },
    waiting: { on: { TAKE: { guard: 'isSecond', target: 'eating' } } },
    eating: { on: { DROP: { guard: 'isFirst', target: 'leaving' } } },
    leaving: { on: { DROP: { guard: 'isSecond', target: 'thinking' } } },
  },
});

const fork = setup({ types: { events: {} as DinnerEvent } }).createMachine({
  id: 'fork',
  initial: 'free',
  states: { free: { on: { TAKE: 'held' } }, held: { on: { TAKE: {}, DROP: 'free' } } },
});

const { possible, leadsTo } = claimsFor<{ philosopher: typeof philosopher }, typeof alphabet>();

/** A round table. All take the left fork first; with `oneOtherwise`, the last one takes the right. */
export function diningPhilosophers(
  seats: number,
  oneOtherwise: boolean,
  strength: 'weak' | 'strong' = 'strong',
): System {
  const input = (seat: number): Hands => {
    const [left, right] = [seat, (seat + 1) % seats];
    return oneOtherwise && seat === seats - 1
      ? { first: right, second: left }
      : { first: left, second: right };
  };
  return {
    name: 'diningPhilosophers',
    alphabet,
    families: { philosopher: { machine: philosopher, input }, fork: { machine: fork } },
    sizes: { philosopher: seats, fork: seats },
    claims: [
      possible({
        name: 'nobodyStarves',
        summary: 'whatever has happened, every philosopher can still come to eat',
        source: 'E. W. Dijkstra, EWD310',
        over: ['philosopher'],
        applies: () => true,
        goal: ({ philosopher }) => philosopher.value === 'eating',
      }),
      leadsTo({
        name: 'whoWaitsEats',
        summary: 'a philosopher who has taken a fork comes to eat',
        source: 'the same',
        over: ['philosopher'],
        fairness: [{ strength, per: 'step' }],
        applies: ({ philosopher }) => philosopher.value === 'waiting',
        goal: ({ philosopher }) => philosopher.value === 'eating',
      }),
    ],
  };
}
