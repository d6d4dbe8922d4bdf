import { expect, test } from '@jest/globals';
import { proposals } from '../../../proposals/index.ts';
import { runsOnBytes } from '../../../runtime/index.ts';
import { tours } from '../../fixtures/tours.ts';

const grant = proposals.filter(
  ({ system }) =>
    ('grant' in system.families || 'snoop' in system.families) &&
    !('virtio' in system.families) &&
    runsOnBytes(system),
);

test('every transition of a design with an IOMMU, or a hypervisor that reads virtqueues, on bytes is what the model says, and a secret is seen where somebody reaches what was not granted', () => {
  const told = tours(
    grant.map(({ system }) => ({ proposal: system.name, sizes: system.sizes ?? {}, refusalsEvery: 1 })),
  );
  expect(told.map(({ proposal, transitions }) => [proposal, transitions])).toEqual([
    ['twoStageIommu', 72],
    ['twoStageIommuLazy', 80],
    ['vmmThroughStage1', 72],
    ['vmmThroughStage1Trapped', 72],
    ['viommuInVmm', 192],
    ['viommuInTcb', 72],
    ['viommuWrongAttribution', 72],
    ['viommuSimpleMode', 48],
    ['snoopingTcb', 120],
    ['snoopingTcbLate', 248],
    ['snoopingTcbDoubleFetch', 120],
    ['snoopingTcbLateRevocation', 174],
  ]);
  for (const [i, { proposal, states, transitions, complete, disagreement, ...seen }] of told.entries()) {
    const { pinned, stands } = grant[i] ?? {};
    expect({ proposal, states, transitions, complete, disagreement }).toEqual({
      proposal,
      ...pinned,
      complete: true,
    });
    const leaks = typeof stands?.['vmmAccessOnlyGranted'] === 'object';
    expect({ proposal, secret: seen.secret > 0, different: seen.different > 0 }).toEqual({
      proposal,
      secret: leaks,
      different: leaks,
    });
    expect(seen).toMatchObject({ stalePages: 0, staleSlots: 0, differentUnseen: 0 });
  }
});
