import { claimsFor, defineEvents, type EventOf, type System } from 'coco-dma/composition';
import { setup } from 'xstate';

const alphabet = defineEvents({
  GO: { by: 'controller', index: ['light'], summary: 'the light turns green' },
  SLOW: { by: 'controller', index: ['light'], summary: 'the light turns yellow' },
  STOP: { by: 'controller', index: ['light'], summary: 'the light turns red' },
});
type TrafficEvent = EventOf<typeof alphabet>;

const light = setup({ types: { events: {} as TrafficEvent } }).createMachine({
  id: 'light',
  initial: 'red',
  states: {
    red: { on: { GO: 'green' } },
    green: { on: { SLOW: 'yellow' } },
    yellow: { on: { STOP: 'red' } },
  },
});

/** The rule: who has the crossing must leave it before another light may go. */
const interlock = setup({ types: { events: {} as TrafficEvent } }).createMachine({
  id: 'interlock',
  initial: 'free',
  states: {
    free: { on: { GO: 'taken' } },
    taken: { on: { GO: {}, STOP: 'free' } },
  },
});

const { always, possible } = claimsFor<{ light: typeof light }, typeof alphabet>();

/** Two lights at one crossing, with the interlock or without it. */
export const trafficLights = (interlocked: boolean): System => ({
  name: 'trafficLights',
  alphabet,
  families: { light: { machine: light }, ...(interlocked ? { interlock: { machine: interlock } } : {}) },
  sizes: { light: 2 },
  claims: [
    always({
      name: 'othersAreRed',
      summary: 'while one light is green, every other is red',
      source: 'traffic law',
      over: ['light', 'light'],
      applies: ({ light }) => light.value === 'green',
      holds: ({ light2 }) => light2.value === 'red',
    }),
    possible({
      name: 'everybodyGetsThrough',
      summary: 'whatever has happened, every light can still turn green',
      source: 'patience',
      over: ['light'],
      applies: () => true,
      goal: ({ light }) => light.value === 'green',
    }),
  ],
});
