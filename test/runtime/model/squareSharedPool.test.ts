import { expect, test } from '@jest/globals';
import { proposals } from '../../../proposals/index.ts';
import { DmaRefusedError, SharedPoolModelGuest } from '../../../runtime/index.ts';
import { tours } from '../../fixtures/tours.ts';

const shared = proposals.filter(({ system }) => 'sharedSlot' in system.families);

test('every transition of a design with pools of several devices on bytes is what the model says', () => {
  const told = tours(
    shared.map(({ system }) => ({ proposal: system.name, sizes: system.sizes ?? {}, refusalsEvery: 1 })),
  );
  expect(told.map(({ proposal }) => proposal)).toEqual(['anyPoolForAnyDevice', 'poolForEachDevice']);
  for (const [i, { disagreement, complete, states, transitions }] of told.entries())
    expect({ disagreement, complete, states, transitions }).toEqual({ complete: true, ...shared[i]?.pinned });
});

test('a device reads what lies in its pool for another one, and nothing of a pool that is not its own', () => {
  const [any, each] = shared.map(({ system }) => new SharedPoolModelGuest(system));
  for (const guest of [any, each]) guest?.act({ type: 'SLOT_FOR', slot: 0, device: 0 });
  const snooped = { type: 'SLOT_SNOOPED', slot: 0, device: 1 };
  any?.act(snooped);
  expect(any?.lastRead?.toString()).toContain('bytes for device 0');
  expect(() => each?.act(snooped)).toThrow(DmaRefusedError);
});
