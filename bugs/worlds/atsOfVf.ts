import { smallWorld } from '../smallWorld.ts';

/** A physical function that is not trusted, and a virtual function of it that asks for ATS. */
export const atsOfVf = smallWorld({
  name: 'atsOfVf',
  source: 'Linux 7.3 drivers/pci/ats.c pci_ats_supported, pci_prepare_ats',
  facts: { vf: 'none', ats: false, reached: 'nothing' },
  rules: { inheritAtsTrust: 'a virtual function may have ATS only where its physical function may' },
  steps: {
    ENABLE_VF: { by: 'guest', summary: 'a virtual function is enabled', effect: () => ({ vf: 'enabled' }) },
    ENABLE_ATS: {
      by: 'guest',
      values: { of: ['PF', 'VF'] },
      summary: 'a driver asks for ATS, which is refused to an untrusted function',
      when: ({ vf }, { of }, { inheritAtsTrust }) => of === 'VF' && vf === 'enabled' && !inheritAtsTrust,
      effect: () => ({ ats: true }),
    },
    DMA: {
      by: 'device',
      values: { address: ['untranslated', 'translated'] },
      summary: 'the function accesses memory; a translated address is taken as it is where ATS is on',
      when: ({ vf }) => vf === 'enabled',
      effect: ({ ats }, { address }) => ({
        reached: address === 'untranslated' ? 'mapped' : ats ? 'anything' : 'blocked',
      }),
    },
  },
  claim: {
    name: 'iommuChecksUntrusted',
    summary: 'what an untrusted function reaches is what the IOMMU maps for it',
    applies: ({ reached }) => reached !== 'nothing',
    holds: ({ reached }) => reached !== 'anything',
  },
});
