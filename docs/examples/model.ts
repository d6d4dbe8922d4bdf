import { claimsFor, defineEvents, type EventOf, type System } from 'coco-dma/composition';
import { setup } from 'xstate';

// What can happen: who moves, which machine an event names, and one line for who reads a trace.
const alphabet = defineEvents({
  REQUEST: { by: 'client', index: ['client'], summary: 'the client asks for the resource' },
  GRANT: { by: 'server', index: ['client'], summary: 'the server gives it to the client' },
  RELEASE: { by: 'client', index: ['client'], summary: 'the client gives it back' },
});
type ModelEvent = EventOf<typeof alphabet>;

// A life cycle a machine. An event that a machine handles somewhere is forbidden wherever it does not accept it.
const client = setup({ types: { events: {} as ModelEvent } }).createMachine({
  id: 'client',
  initial: 'idle',
  states: {
    idle: { on: { REQUEST: 'waiting' } },
    waiting: { on: { GRANT: 'using' } },
    using: { on: { RELEASE: 'idle' } },
  },
});

// A rule is a machine that refuses. Leave it out of `families`, and see what breaks.
const server = setup({ types: { events: {} as ModelEvent } }).createMachine({
  id: 'server',
  initial: 'free',
  states: {
    free: { on: { GRANT: 'taken' } },
    taken: { on: { GRANT: {}, RELEASE: 'free' } },
  },
});

const { always, possible } = claimsFor<{ client: typeof client }, typeof alphabet>();

/** The machines together, and what must hold of every choice of members: here of two different clients. */
export const system: System = {
  name: 'model',
  alphabet,
  families: { client: { machine: client }, server: { machine: server } },
  sizes: { client: 2 },
  claims: [
    always({
      name: 'oneAtATime',
      summary: 'while one client uses the resource, no other does',
      source: 'the author',
      over: ['client', 'client'],
      applies: ({ client: one }) => one.value === 'using',
      holds: ({ client2: other }) => other.value !== 'using',
    }),
    possible({
      name: 'everybodyCanUseIt',
      summary: 'whatever has happened, every client can still come to use it',
      source: 'the author',
      over: ['client'],
      applies: () => true,
      goal: ({ client: one }) => one.value === 'using',
    }),
  ],
};
