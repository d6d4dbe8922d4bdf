import { expect, test } from '@jest/globals';
import { proposals } from '../../../proposals/index.ts';
import { DmaRefusedError, VtomModelGuest } from '../../../runtime/index.ts';
import { tours } from '../../fixtures/tours.ts';

const vtom = proposals.filter(({ system }) => 'vtomPage' in system.families);

test('every transition of a design with a virtual top of memory on bytes is what the model says', () => {
  const told = tours(vtom.map(({ system }) => ({ proposal: system.name, refusalsEvery: 1 })));
  expect(told.map(({ proposal }) => proposal)).toEqual([
    'vtomAtMaximum',
    'vtomHalfPool',
    'vtomHalfAtWill',
    'vtomsDisagree',
  ]);
  for (const [i, { disagreement, complete, states, transitions, secret, different }] of told.entries()) {
    expect({ disagreement, complete, states, transitions }).toEqual({ complete: true, ...vtom[i]?.pinned });
    // A wrong boundary makes accesses fail, and shows nothing.
    expect({ secret, different }).toEqual({ secret: 0, different: 0 });
  }
});

test('a page that is converted beside the boundary is out of reach for the device', () => {
  const found = vtom.find(({ system }) => system.name === 'vtomHalfAtWill');
  if (!found) throw new Error('vtomHalfAtWill is gone');
  const guest = new VtomModelGuest(found.system);
  const readable = (page: number) => guest.port.read(guest.addressOf(page), new Uint8Array(16));
  for (const page of [0, 1]) readable(page);
  guest.act({ type: 'PAGE_SHARED', page: 0 });
  expect(() => readable(0)).toThrow(DmaRefusedError);
  guest.act({ type: 'IOMMU_ACCESS', page: 0, c: 1 });
  guest.act({ type: 'PAGE_PRIVATE', page: 1 });
  expect(() => readable(1)).toThrow(DmaRefusedError);
});
