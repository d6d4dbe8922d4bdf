import { expect, test } from '@jest/globals';
import type { System } from '../../../composition/index.ts';
import { proposals } from '../../../proposals/index.ts';
import { runsOnBytes } from '../../../runtime/index.ts';
import { contradictedBy, long, tours } from '../../fixtures/tours.ts';

const dma = proposals.flatMap(({ system }) =>
  runsOnBytes(system) && 'dmaDirect' in system.families ? [system.name] : [],
);

/** Why the others have no bytes here, by a family that they have. */
const others = {
  pciDriver: 'registers and TDISP requests',
  request: 'counts of requests and slots',
  grant:
    'nothing of a mapping is anywhere where the guest does not use its IOMMU; and no guest here has a virtio device besides',
  poolMemory: 'who describes the memory of a pool',
  dmaConfig: 'which description of a pool is believed',
  advertisedRange: 'which range is advertised',
  poolOwner: 'who owns a pool',
  addressReader: 'what an address means to whom',
  barBuffer: 'a buffer in a BAR and a cache: the runtime has neither',
  pathChoice: 'which path is chosen',
  encryptedQueue: 'keys of a queue: the runtime encrypts no queues',
  userspacePolicy: 'who decides on trust',
  trust: 'who decides on trust',
  paravisor: 'what is attested',
  vmbusChannel: 'flags of an offer',
  vmbusOffers: 'counts of offers',
  vmbusReoffer: 'flags of an offer',
  ringPacket: 'a packet of a VMBus ring: the runtime has no VMBus',
  vmbusBuffer: 'a buffer of VMBus: the runtime has no VMBus',
  dmaOps: 'which operations a device has',
  domainDevice: 'visibility of a domain; no content',
  ioPte: 'entries of an IOMMU; no content',
  launch: 'who maps a device when',
  discard: 'which pages are populated; no content',
  conversion: 'how a device comes to be private',
  interfaceReport: 'what a report says',
  commandMediator: 'registers',
  ioTlbMem: 'which pool a device has; no content',
};

test('proposals of a kind that has a guest run on bytes; of every other one it is said why not', () => {
  expect(dma).toEqual([
    'linux612ForceBounce',
    'linux73CcShared',
    'notBounceBit',
    'privateAccepted',
    'acceptWithLiveMappings',
    'privatePool',
    'errorInsteadOfBounce',
    'fallBackOnError',
    'ioTlbMemNull',
    'shareUnshareHypercalls',
    'shareUnshareCleared',
  ]);
  const left = proposals.filter(({ system }) => !runsOnBytes(system)).map(({ system }) => system);
  const said = (families: System['families']) => Object.keys(others).filter((family) => family in families);
  expect(left.filter(({ families }) => said(families).length === 0).map(({ name }) => name)).toEqual([]);
  // No reason without a design.
  expect(new Set(left.flatMap(({ families }) => said(families)))).toEqual(new Set(Object.keys(others)));
});

test('every transition on bytes is what the model says, what it refuses is refused, and only a design that leaks shows a secret', () => {
  const told = tours(
    dma.filter((name) => !long.includes(name)).map((proposal) => ({ proposal, refusalsEvery: 16 })),
  );
  expect(told).toEqual([
    expect.objectContaining({ proposal: 'linux612ForceBounce', states: 1376, transitions: 12_988 }),
    expect.objectContaining({ proposal: 'linux73CcShared', states: 1448, transitions: 14_808 }),
    expect.objectContaining({ proposal: 'notBounceBit', states: 3186, transitions: 33_745 }),
    expect.objectContaining({ proposal: 'privateAccepted', states: 10_720, transitions: 116_180 }),
    expect.objectContaining({ proposal: 'ioTlbMemNull', states: 516, transitions: 5328 }),
    expect.objectContaining({ proposal: 'shareUnshareHypercalls', states: 48, transitions: 252 }),
    expect.objectContaining({ proposal: 'shareUnshareCleared', states: 58, transitions: 297 }),
  ]);
  for (const tour of told) {
    const { proposal, disagreement, complete, refusals, states } = tour;
    // There are 21 to 62 steps, of which some ten can be taken in a state, and every sixteenth state is asked.
    expect(refusals).toBeGreaterThan(states);
    expect({ proposal, disagreement, complete, contradicted: contradictedBy(tour) }).toEqual({
      proposal,
      complete: true,
      contradicted: [],
    });
  }
}, 900_000);
