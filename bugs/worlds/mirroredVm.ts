import { smallWorld } from '../smallWorld.ts';

/** An SNP VM, and a second VM that is to mirror its encryption context. */
export const mirroredVm = smallWorld({
  name: 'mirroredVm',
  source: 'Linux 7.2 arch/x86/kvm/svm/sev.c sev_vm_copy_enc_context_from (CVE-2026-72286)',
  facts: { second: 'none', page: 'private', ruled: 'nothing' },
  rules: { refuseMirrorOfSnp: 'what the mirror cannot carry over is not mirrored' },
  steps: {
    COPY_ENC_CONTEXT: {
      by: 'host',
      summary: 'the second VM gets the ASID of the first, and is of type SEV',
      when: ({ second }, _, { refuseMirrorOfSnp }) => second === 'none' && !refuseMirrorOfSnp,
      effect: () => ({ second: 'SEV' }),
    },
    CONVERT: {
      by: 'host',
      values: { vm: ['first', 'second'] },
      summary: 'a page is converted, by the rules of the type of the VM that asks',
      when: ({ second }, { vm }) => vm === 'first' || second !== 'none',
      effect: ({ second }, { vm }) => ({ ruled: vm === 'first' ? 'SNP' : second }),
    },
  },
  claim: {
    name: 'pageRulesOfType',
    summary: 'a page of an SNP VM changes by the rules of SNP, with the RMP',
    applies: ({ ruled }) => ruled !== 'nothing',
    holds: ({ ruled }) => ruled === 'SNP',
  },
});
