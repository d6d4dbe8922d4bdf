import type { Family } from '../composition/index.ts';
import {
  dispatchMachine,
  type RequestInput,
  requestMachine,
  type SlotCountInput,
  slotCountMachine,
} from '../machines/index.ts';

/** Requests of a block device, the queue that hands them over, and the bounce pool that they share. */
export const requestWorld = (pool: SlotCountInput, request: RequestInput = {}): Record<string, Family> => ({
  request: { machine: requestMachine, input: request },
  dispatch: { machine: dispatchMachine },
  slotCount: { machine: slotCountMachine, input: pool },
});
