import { expect, test } from '@jest/globals';
import { check } from '../../../checker/index.ts';
import { compose } from '../../../composition/index.ts';
import { proposals } from '../../../proposals/index.ts';
import { ClaimViolatedError, MisuseError, MonitoredGuest } from '../../../runtime/index.ts';

const small = { page: 1, slot: 1, device: 1, mapping: 1 };

function monitored(proposal: string, claim: string) {
  const system = proposals.find(({ system: { name } }) => name === proposal)?.system;
  if (!system) throw new Error(`${proposal} is gone`);
  return new MonitoredGuest(
    { ...system, claims: system.claims.filter(({ name }) => name === claim) },
    { sizes: small },
  );
}

const optIn = [
  { type: 'POOL_INIT', pool: 0 },
  { type: 'BIND_DRIVER', device: 0 },
  { type: 'ALLOC', page: 0, device: 0 },
  { type: 'SET_NO_BOUNCE', device: 0 },
  { type: 'WRITE', page: 0, device: 0, content: 'secret' },
] as const;
const bounce = {
  type: 'MAP_BOUNCED',
  mapping: 0,
  device: 0,
  page: 0,
  slot: 0,
  pool: 0,
  dir: 'TO_DEVICE',
  content: 'secret',
  memory: 'shared',
  why: 'addressing',
} as const;

test('a state that a claim forbids stops the operation, with claim, step and mapping', () => {
  const guest = monitored('notBounceBit', 'noPrivateByteInSharedPool');
  for (const step of optIn) guest.step(step);
  expect(() => guest.step(bounce)).toThrow(ClaimViolatedError);
});

test('the message names them', () => {
  const guest = monitored('notBounceBit', 'noPrivateByteInSharedPool');
  for (const step of optIn) guest.step(step);
  expect(() => guest.step(bounce)).toThrow(
    'noPrivateByteInSharedPool is violated by MAP_BOUNCED(mapping=0, device=0, page=0, slot=0, pool=0, dir=TO_DEVICE, content=secret, memory=shared, why=addressing) for slot[0], pool[0], page[0] (mapping 0 of device 0: 2048 bytes at 0x1000, TO_DEVICE, as 0x800000000000)',
  );
});

test('a step that a claim forbids stops too', () => {
  const guest = monitored('notBounceBit', 'hostKnowledgeIsDeclassified');
  for (const step of [...optIn, bounce]) guest.step(step);
  expect(() => guest.step({ type: 'HOST_READ_SLOT', slot: 0, content: 'secret' })).toThrow(
    'hostKnowledgeIsDeclassified is violated by HOST_READ_SLOT(slot=0, content=secret)',
  );
});

test('a design that the claim holds for runs on', () => {
  const guest = monitored('ioTlbMemNull', 'hostKnowledgeIsDeclassified');
  for (const step of optIn.filter(({ type }) => type !== 'SET_NO_BOUNCE')) guest.step(step);
  expect(() => guest.step(bounce)).toThrow(MisuseError);
});

test('what the system has no step for is refused', () => {
  expect(() => monitored('notBounceBit', 'noLateDma').step({ type: 'LOCK', device: 1 })).toThrow(
    'notBounceBit has no step LOCK(device=1)',
  );
});

test('what the checker finds stops a running guest at its last step, and not before', async () => {
  const system = proposals.find(({ system: { name } }) => name === 'ioTlbMemNull')?.system;
  if (!system) throw new Error('ioTlbMemNull is gone');
  const composition = compose(system, small);
  const events = new Map(composition.world.steps.map(({ name, event }) => [name, event]));
  const kinds = new Map(system.claims.map(({ name, kind }) => [name, kind]));
  const { claims } = await check(composition, {});
  const stopped = claims.flatMap(({ claim, verdict, trace = [] }) => {
    if (verdict !== 'violated' || !['always', 'eachStep', 'monitor'].includes(kinds.get(claim) ?? ''))
      return [];
    const guest = monitored(system.name, claim);
    const steps = trace.map(({ event }) => events.get(event) ?? { type: event });
    for (const step of steps.slice(0, -1)) guest.step(step);
    expect(() => guest.step(steps.at(-1) ?? { type: 'none' })).toThrow(`${claim} is violated by`);
    return [kinds.get(claim)];
  });
  expect(new Set(stopped)).toEqual(new Set(['always', 'eachStep', 'monitor']));
}, 60_000);
