import { describe, expect, test } from '@jest/globals';
import { type LocalState, lifeCycleOf, type System } from '../../../../composition/index.ts';
import { alphabet, type DeviceInput, type Visibility } from '../../../../machines/index.ts';
import { proposals } from '../../../../proposals/index.ts';
import {
  type AddressOf,
  type Answers,
  type Changes,
  type DmaDesign,
  decide,
  designs,
  type Fact,
  linux73,
  type Row,
  type Tree,
} from '../../../../runtime/dma/decisions/index.ts';
import { answersOf } from './answers.ts';

const all = Object.entries<DmaDesign>(designs);

test('every design is of a proposal, and every proposal in which memory is mapped or posted has one', () => {
  const names = new Set(proposals.map(({ system }) => system.name));
  expect(Object.keys(designs).filter((name) => !names.has(name))).toEqual([]);
  const asking = proposals.filter(
    ({ system: { families } }) => 'dmaDirect' in families || 'virtqueue' in families,
  );
  expect(asking.map(({ system }) => system.name).filter((name) => !(name in designs))).toEqual([]);
});

const fail = (failure: string) => ({ do: 'fail', failure });
const guest = 'ccGuestMemEncrypt ioTlbMem ioTlbSlots withinMask privateDevice';
const virtio = {
  attachPool: [['swiotlbCapability', 'onDevice']],
  vring: [['swiotlbCapability', 'dmaApi']],
} as const;
const failsClosed = {
  attachPool: [['configRestrictedPool poolDescribed poolInitFails', fail('refused')]],
} as const;
const notForced = [[guest, false]] as const;
const oneDomain = [`${guest} ccShared`, fail('refused')] as const;

/** For each row that a design puts before its base: facts that lead to it, and the outcome. */
const examples: Readonly<Record<string, Readonly<Record<string, readonly (readonly [string, unknown])[]>>>> =
  {
    notBounceBit: { forceDmaUnencrypted: notForced, swiotlbForceBounce: notForced },
    privateAccepted: { forceDmaUnencrypted: notForced, swiotlbForceBounce: notForced },
    acceptWithLiveMappings: { forceDmaUnencrypted: notForced, map: [oneDomain] },
    privatePool: { forceDmaUnencrypted: notForced, map: [oneDomain], attachPool: [[guest, 'private']] },
    errorInsteadOfBounce: {
      forceDmaUnencrypted: notForced,
      map: [['ccGuestMemEncrypt ioTlbMem ioTlbSlots withinMask blockedDevice', fail('refused')], oneDomain],
      search: [[guest, fail('refused')]],
    },
    fallBackOnError: {
      forceDmaUnencrypted: notForced,
      map: [oneDomain],
      search: [[guest, fail('refused')]],
    },
    ioTlbMemNull: {
      attachPool: [[guest, 'none']],
      map: [
        ['ccGuestMemEncrypt withinMask privateDevice', { do: 'direct', address: 'physToDmaUnencrypted' }],
      ],
    },
    virtioSwiotlbRefuse: virtio,
    virtioSwiotlbHope: virtio,
    virtioSwiotlbHopeReports: virtio,
    virtioSwiotlbStripped: virtio,
    swiotlbCapabilityOnly: virtio,
    dmaLessDevice: virtio,
    dmaLessDeviceHoping: virtio,
    dmaLessDeviceByPromise: virtio,
    restrictedPoolAware: failsClosed,
    fourPointPlan: failsClosed,
    bootGateAware: failsClosed,
    splitEnableStrictDevice: { forceDmaUnencrypted: notForced, map: [oneDomain] },
    coalescedPciEnable: { forceDmaUnencrypted: notForced, map: [oneDomain] },
  };

describe.each(all)('%s', (name, { changes, decisions }) => {
  const { predicates, ...rest } = decisions;
  const trees: Readonly<Record<string, Tree<unknown>>> = { ...predicates, ...rest };
  const changed = Object.entries(changes as Readonly<Record<keyof Changes, readonly Row<unknown>[]>>);

  test('each row that it puts before its base decides what it says, and says where it is from', () => {
    const decided = Object.fromEntries(
      changed.map(([tree, rows]) => [
        tree,
        rows.map((row, at) => {
          const [holding] = examples[name]?.[tree]?.[at] ?? [''];
          expect(row.source).toMatch(/\S/);
          const found = decide(trees[tree] as Tree<unknown>, decisions.predicates, answersOf(holding));
          expect([tree, found.row]).toEqual([tree, at]);
          return [holding, found.outcome];
        }),
      ]),
    );
    expect(decided).toEqual(examples[name] ?? {});
  });
});

test('the row of Linux 7.3 that needs a device with private DMA is reached once a design has such', () => {
  const { decisions } = designs.acceptWithLiveMappings;
  const decided = decide(decisions.search, decisions.predicates, answersOf(`${guest} poolCcShared`));
  expect(decided).toMatchObject({ outcome: fail('refused'), source: linux73.search.source });
  expect(decided.why).toMatch(/private DMA would go through a shared pool/);
});

const memoryOf = (address: AddressOf): Visibility =>
  address === 'physToDmaUnencrypted' ? 'shared' : 'private';

/** One mapping as the design decides it, in the words of `dmaDirectMachine`. */
function mapped({ decisions }: DmaDesign, is: Answers) {
  const { predicates, map, search, slot } = decisions;
  const event = { device: 0, mapping: 0, page: 0, dir: 'TO_DEVICE' } as const;
  const decided = decide(map, predicates, is).outcome;
  if (decided.do === 'direct') {
    const reach = is('withinMask') ? 'withinMask' : 'beyondMask';
    return { ...event, type: 'MAP_DIRECT', address: memoryOf(decided.address), reach } as const;
  }
  if (decided.do === 'bounce' && decide(search, predicates, is).outcome.do === 'search') {
    const found = decide(slot, predicates, is).outcome;
    // A shared device bounces by policy; a private one does so if it would whatever the address was.
    const anyway = decide(map, predicates, (fact) => fact === 'withinMask' || is(fact)).outcome;
    const why = !is('privateDevice') || anyway.do === 'bounce' ? 'policy' : 'addressing';
    if (found.do === 'use') {
      const memory = memoryOf(found.address);
      return { ...event, type: 'MAP_BOUNCED', memory, why, slot: 0, pool: 0, content: 'public' } as const;
    }
  }
  return { type: 'MAP_ERROR', device: 0, page: 0 } as const;
}

/** Facts of a request in a confidential guest with one pool of each kind, coherent devices, and free slots. */
function factsOf({ decisions }: DmaDesign, { snapshot }: LocalState, asked: readonly Fact[]): Answers {
  const so = new Set<Fact>(['ccGuestMemEncrypt', 'coherent', 'slotsFound', 'slotWithinMask', ...asked]);
  if (snapshot.value === 'encrypted') so.add('privateDevice');
  if (snapshot.value === 'blocked') so.add('blockedDevice');
  if (snapshot.context.forced) so.add('swiotlbForce');
  const pool = decide(decisions.attachPool, decisions.predicates, (fact) => so.has(fact)).outcome;
  if (pool !== 'none') so.add('ioTlbMem').add('ioTlbSlots');
  if (pool === 'default') so.add('poolCcShared');
  return (fact) => so.has(fact);
}

const asked: readonly (readonly Fact[])[] = [['withinMask'], [], ['withinMask', 'ccShared'], ['ccShared']];
const words = (event: ReturnType<typeof mapped>): string => {
  if (event.type === 'MAP_DIRECT') return `direct ${event.address}`;
  return event.type === 'MAP_BOUNCED' ? `bounce ${event.memory} (${event.why})` : 'error';
};

/** The decision machine of a proposal, in all states that the device of the proposal can bring it to. */
function lifeOf({ name, families }: System) {
  const { device, dmaDirect } = families;
  if (!device || !dmaDirect) throw new Error(`${name} decides nothing`);
  const { machine, states } = lifeCycleOf(dmaDirect.machine, alphabet, dmaDirect.input);
  const seesError = (device.input as DeviceInput).seesError === true;
  return { machine, states: states.filter(({ snapshot }) => snapshot.value !== 'blocked' || seesError) };
}

describe('what a design decides is a step that the machine of its proposal takes', () => {
  const deciding = proposals.filter(({ system }) => 'dmaDirect' in system.families);
  test('for all proposals that have a decision', () => expect(deciding.length).toBe(11));

  test.each(deciding.map(({ system }) => [system.name, system] as const))('%s', (name, system) => {
    const design: DmaDesign = designs[name as keyof typeof designs];
    const { machine, states } = lifeOf(system);
    const different: string[] = [];
    const table = states.map((state) => {
      const stateName = [state.snapshot.value, ...(state.snapshot.context.forced ? ['forced'] : [])].join(
        ', ',
      );
      const events = asked.map((request) => mapped(design, factsOf(design, state, request)));
      events.forEach((event, at) => {
        if (!machine.can(state.snapshot, event))
          different.push([`${name}: ${stateName}`, ...(asked[at] ?? [])].join(', '));
      });
      return `${stateName}: ${events.map(words).join('; ')}`;
    });
    expect(different).toEqual([]);
    // For a buffer within the mask, beyond it, and the same two if the caller says that they are shared.
    expect(table).toMatchSnapshot();
  });
});
