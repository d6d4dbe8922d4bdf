import { claimsFor, type Family, type System } from '../../composition/index.ts';
import {
  alphabet,
  type DeviceInput,
  type DmaDirectInput,
  deviceMachine,
  dmaDirectMachine,
  endpointMachine,
  type Families,
  type HostMove,
  hostMachine,
  mappingMachine,
  pageMachine,
  poolMachine,
  slotMachine,
} from '../../machines/index.ts';
import type { Rule } from '../../rules/index.ts';
import { claimNamed } from '../claimNamed.ts';

const { always, eachStep, possible } = claimsFor<Families, typeof alphabet>();

/** Events of other matters, which the machines of these worlds hear too. */
const narrowed: NonNullable<System['narrowed']> = { POOL_GROW: false, POOL_SHRINK: false };

const host = (...moves: readonly HostMove[]): Family => ({ machine: hostMachine, input: { moves } });

/** One device, one page, one slot of a shared pool, one mapping: the DMA path as small as it can be. */
const onePage = (device: DeviceInput, dmaDirect: DmaDirectInput): Record<string, Family> => ({
  device: { machine: deviceMachine, input: device },
  dmaDirect: { machine: dmaDirectMachine, index: 'device', input: dmaDirect },
  mapping: { machine: mappingMachine },
  page: { machine: pageMachine },
  pool: { machine: poolMachine },
  slot: { machine: slotMachine },
});

/** A page that a device of the host uses first, and a device of the paravisor, which is private, afterwards. */
export const reusedPage: System = {
  name: 'reusedPage',
  alphabet,
  families: {
    page: { machine: pageMachine },
    device: {
      machine: deviceMachine,
      input: (index: number): DeviceInput => ({ privateBy: index === 0 ? 'nobody' : 'bus' }),
    },
    dmaDirect: {
      machine: dmaDirectMachine,
      index: 'device',
      input: (index: number): DmaDirectInput => ({ followsDevice: index === 0 ? 'never' : 'bus' }),
    },
    host: host('M10', 'M25'),
  },
  sizes: { device: 2 },
  narrowed,
  claims: [claimNamed('hostKnowledgeIsDeclassified')],
};

/** Two devices of the host, one after the other in the same slot, of which neither writes what it should. */
export const reusedSlot: System = {
  name: 'reusedSlot',
  alphabet,
  families: {
    ...onePage({ privateBy: 'nobody' }, { followsDevice: 'never' }),
    endpoint: { machine: endpointMachine, index: 'device', input: { reaches: 'shared' } },
  },
  sizes: { device: 2 },
  narrowed: { ...narrowed, DMA_WRITE_SLOT: false },
  claims: [
    eachStep({
      name: 'unmapReturnsOwnBytes',
      summary:
        'what an unmap copies back into the page are bytes of this mapping, and not what another one left',
      source: 'CVE-2022-0854; Linux 5.17 kernel/dma/swiotlb.c swiotlb_tbl_map_single',
      over: ['slot'],
      on: ['UNMAP_BOUNCED'],
      applies: (_, { dir }) => dir === 'FROM_DEVICE',
      holds: ({ slot }, { device }) => slot.context.left === null || slot.context.left === device,
    }),
  ],
};

/** A pool whose conversion may fail. */
export const failedPool: System = {
  name: 'failedPool',
  alphabet,
  families: { ...onePage({ privateBy: 'nobody' }, { followsDevice: 'never' }), host: host('M25') },
  narrowed,
  claims: [
    always({
      name: 'poolStateIsKnown',
      summary: 'whatever is bounced goes to a pool of which somebody knows what the host reads of it',
      source: 'Linux 7.3 kernel/dma/swiotlb.c swiotlb_mark_pool_used',
      over: ['pool', 'mapping'],
      applies: ({ mapping }) => mapping.value === 'bounced',
      holds: ({ pool }) => pool.value === 'ready',
    }),
  ],
};

/** A device that userspace has accepted, in a guest booted with swiotlb=force, with the shared pool only. */
export const acceptedDevice: System = {
  name: 'acceptedDevice',
  alphabet,
  families: {
    ...onePage({ privateBy: 'acceptance' }, { followsDevice: 'acceptance', privateBounce: 'privatePool' }),
    host: host('M10', 'M30'),
  },
  narrowed,
  claims: [claimNamed('noPrivateByteInSharedPool')],
};

/** Channel memory that the offer promises to be private, as a driver maps it. */
export const externalMemory: System = {
  name: 'externalMemory',
  alphabet,
  families: {
    ...onePage({ privateBy: 'bus' }, { followsDevice: 'bus', privateBounce: 'privatePool' }),
    host: host('M10'),
  },
  narrowed,
  claims: [claimNamed('noPrivateByteInSharedPool')],
};

/** A host that encrypts its own memory, booted with swiotlb=force: nobody is to be kept from the pool. */
export const encryptedHost: System = {
  name: 'encryptedHost',
  alphabet,
  families: {
    ...onePage({ privateBy: 'bus' }, { followsDevice: 'bus', privateBounce: 'anyPool' }),
    host: host('M30'),
  },
  narrowed: { ...narrowed, POOL_INIT_FAILS: false },
  claims: [
    possible({
      name: 'safeMapPossible',
      summary: 'a driver that has data for its device can still map it',
      source: 'review of "dma: swiotlb: track pool encryption state", v6 to v7, 2026',
      over: ['mapping', 'page'],
      applies: ({ mapping, page }) => mapping.value === 'idle' && page.context.content === 'secret',
      goal: ({ mapping }) => mapping.value !== 'idle',
    }),
  ],
};

/** Rules of which the first fix, or the kernel as it is, had another. */
const dmaRule = (name: string, summary: string, source: string, off: Partial<DmaDirectInput>): Rule => ({
  name,
  summary,
  source,
  machine: dmaDirectMachine,
  off: { ...off },
});

/** The first guard refused every forced bounce, on hosts as in guests. */
export const bindGuardToGuests = dmaRule(
  'bindGuardToGuests',
  'a pool is refused to a device only in a guest; on a host that encrypts its memory any pool will do',
  'Linux 7.3 kernel/dma/swiotlb.c swiotlb_tbl_map_single, the branch of CC_ATTR_HOST_MEM_ENCRYPT',
  { privateBounce: 'never' },
);

/** In Linux 7.3 the DMA layer does not know of external memory that is confidential. */
export const keepExternalPrivate = dmaRule(
  'keepExternalPrivate',
  'memory of a channel with confidential external memory is not bounced through a shared pool',
  '"x86/VMBus: Confidential VMBus for dynamic DMA transfers", patch of 9 Apr 2026',
  { followsDevice: 'never' },
);
