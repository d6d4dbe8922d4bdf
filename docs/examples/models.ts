import { diningPhilosophers } from './diningPhilosophers.ts';
import { trafficLights } from './trafficLights.ts';
import { twoPhaseCommit } from './twoPhaseCommit.ts';

export const lights = trafficLights(true);
export const table = diningPhilosophers(3, true, 'weak');
export const commit = twoPhaseCommit(2, false);

/** What is not stated here is stated to hold. */
export const stands = { whoWaitsEats: { violated: 1 } };
