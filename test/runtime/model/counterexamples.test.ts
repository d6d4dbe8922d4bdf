import { beforeAll, expect, test } from '@jest/globals';
import { apart } from '../../fixtures/apart.ts';

interface Ran {
  readonly claim: string;
  /** Steps of the counterexample. */
  readonly all: number;
  /** Steps that were executed. */
  readonly steps: number;
  readonly refused?: string;
  /** Secrets that the host read in the course of it. */
  readonly secrets: number;
  /** Whether the host would have seen other bytes with other secrets. */
  readonly differs: boolean;
}

interface Design {
  readonly proposal: string;
  readonly ran: readonly Ran[];
}

let designs: readonly Design[] = [];
let virtioDesigns: readonly Design[] = [];
let letPages: readonly Design[] = [];
beforeAll(() => {
  designs = apart('runtime/model/counterexamples.mjs', { family: 'dmaDirect' });
  virtioDesigns = apart('runtime/model/counterexamples.mjs', { family: 'virtio' });
  letPages = apart('runtime/model/counterexamples.mjs', { family: 'guestPage' });
}, 120_000);

/** Every trace to its last step. */
function expectExecuted({ proposal, ran }: Design): void {
  for (const { claim, all, steps, refused } of ran)
    expect({ proposal, claim, steps, refused }).toEqual({ proposal, claim, steps: all });
}

test('every counterexample of the DMA designs is executed on bytes to its last step', () => {
  expect(designs.length).toBeGreaterThanOrEqual(9);
  for (const design of designs) {
    expect(design.ran.length).toBeGreaterThanOrEqual(3);
    expectExecuted(design);
  }
});

test('and of the virtio designs; only where the device reaches beyond the pool does the host read a secret', () => {
  expect(virtioDesigns.length).toBe(29);
  expect(virtioDesigns.flatMap(({ ran }) => ran).length).toBeGreaterThan(100);
  for (const design of virtioDesigns) {
    expectExecuted(design);
    const uncontained = design.ran.some(({ claim }) => claim === 'poolContainment');
    for (const { claim, secrets, differs } of design.ran) {
      // A device whose bus mastering is off by then does not look.
      if (uncontained && claim !== 'poolContainment') continue;
      expect({ claim, seen: secrets > 0, differs }).toEqual({
        claim,
        seen: uncontained,
        differs: uncontained,
      });
    }
  }
});

test('and of those in which pages are let to a device: the host reads a secret where it reaches what was not granted', () => {
  expect(letPages.length).toBe(13);
  for (const design of letPages) {
    expectExecuted(design);
    const reached = design.ran.find(({ claim }) => claim === 'vmmAccessOnlyGranted');
    if (reached) expect(reached).toMatchObject({ differs: true });
    for (const { claim, secrets } of design.ran)
      if (!reached || claim === 'vmmAccessOnlyGranted')
        expect({ claim, seen: secrets > 0 }).toEqual({ claim, seen: !!reached });
  }
});

test('where the host learns a secret it reads its bytes, and would have read others; no other design shows one', () => {
  const leaks = (name: string, { ran }: Design) => ran.find(({ claim }) => claim === name);
  const leaking = designs.filter((design) => leaks('hostKnowledgeIsDeclassified', design));
  expect(leaking.map(({ proposal }) => proposal)).toEqual([
    'notBounceBit',
    'privateAccepted',
    'acceptWithLiveMappings',
    'fallBackOnError',
    'shareUnshareHypercalls',
  ]);
  for (const design of leaking)
    for (const claim of ['hostKnowledgeIsDeclassified', 'noPrivateByteInSharedPool']) {
      // The last one has no pool, and shows what lay in the page at first, which is the same beside other secrets.
      const uncleared = design.proposal === 'shareUnshareHypercalls';
      if (uncleared && claim === 'noPrivateByteInSharedPool') continue;
      const { secrets = 0, differs } = leaks(claim, design) ?? {};
      expect({ claim, seen: secrets > 0, differs }).toEqual({ claim, seen: true, differs: !uncleared });
    }
  for (const { proposal, ran } of designs.filter((design) => !leaking.includes(design)))
    for (const { claim, secrets, differs } of ran)
      expect({ proposal, claim, secrets, differs }).toEqual({ proposal, claim, secrets: 0, differs: false });
});
