import { expect, test } from '@jest/globals';
import { bitsOf, featureSetOf } from '../../../machines/index.ts';
import { proposals } from '../../../proposals/index.ts';
import { DmaRefusedError, runsOnBytes, VirtioModelGuest } from '../../../runtime/index.ts';
import { tours } from '../../fixtures/tours.ts';

const virtio = proposals.filter(({ system }) => 'virtio' in system.families && runsOnBytes(system));

test('every transition of a virtio design on bytes is what the model says, what it refuses is refused, and a device that is contained shows no secret', () => {
  expect(virtio).toHaveLength(29);
  const told = tours(virtio.map(({ system }) => ({ proposal: system.name, refusalsEvery: 8 })));
  expect(told.reduce((sum, { transitions }) => sum + transitions, 0)).toBe(79_573);
  expect(told).toHaveLength(virtio.length);
  for (const [
    i,
    { proposal, states, transitions, complete, disagreement, refusals, ...seen },
  ] of told.entries()) {
    const { pinned, stands } = virtio[i] ?? {};
    expect({ proposal, states, transitions, complete, disagreement }).toEqual({
      proposal,
      ...pinned,
      complete: true,
    });
    // There are 40 to 60 steps, of which some four can be taken in a state, and every eighth state is asked.
    expect(refusals).toBeGreaterThan(3 * states);
    const leaks = stands?.['poolContainment'] !== 'holds';
    expect({ proposal, secret: seen.secret > 0, different: seen.different > 0 }).toEqual({
      proposal,
      secret: leaks,
      different: leaks,
    });
    expect(seen).toMatchObject({ stalePages: 0, staleSlots: 0, differentUnseen: 0 });
  }
}, 900_000);

/** As far as a request in memory of the guest's own, which the platform keeps from the device. */
function blocked(ringsWithBuffers: boolean): VirtioModelGuest {
  const found = proposals.find(({ system }) => system.name === 'restrictedPoolUnaware');
  if (!found) throw new Error('restrictedPoolUnaware is gone');
  const guest = new VirtioModelGuest(found.system, { sizes: found.smallSizes, ringsWithBuffers });
  const features = featureSetOf(bitsOf('32+33'));
  for (const event of [
    { type: 'ACKNOWLEDGE' },
    { type: 'DRIVER' },
    { type: 'READ_FEATURES', features },
    { type: 'WRITE_FEATURES', features },
    { type: 'FEATURES_OK', kept: true },
    { type: 'READ_STATUS', featuresOk: true },
    { type: 'DRIVER_OK' },
    { type: 'POST', api: 'dma', range: 'ram' },
  ])
    guest.act({ ...event, device: 0 });
  return guest;
}

test('a device that is kept from a buffer reports it all the same, if it gets at the ring', () => {
  const guest = blocked(false);
  guest.act({ type: 'ACCESS', device: 0, range: 'ram', outcome: 'blocked' });
  guest.act({ type: 'FALSE_USED', device: 0 });
  expect(guest.abstractPart('virtqueue').view()).toMatchObject({
    value: 'used',
    context: { outcome: 'blocked' },
  });
});

test('known wrongness: with the ring where Linux has it, nothing is reported of a buffer that is out of reach, and the model lets it', () => {
  const guest = blocked(true);
  expect(() => guest.act({ type: 'FALSE_USED', device: 0 })).toThrow(DmaRefusedError);
  expect(guest.abstractPart('virtqueue').view()).toMatchObject({ value: 'outstanding' });
});
