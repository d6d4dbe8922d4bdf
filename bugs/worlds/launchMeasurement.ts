import { smallWorld } from '../smallWorld.ts';

/** The launch of a VM with a vCPU whose state (VMSA) is captured, encrypted and measured. */
export const launchMeasurement = smallWorld({
  name: 'launchMeasurement',
  source: 'Linux 7.1 arch/x86/kvm/svm/sev.c snp_launch_update_vmsa (CVE-2026-31591)',
  facts: { state: 'old', captured: 'nothing', measured: 'nothing', locked: false, at: 'launching' },
  rules: { lockVcpus: 'all vCPUs are locked while their state is captured and measured' },
  steps: {
    FINISH_BEGINS: {
      by: 'host',
      summary: 'SNP_LAUNCH_FINISH begins, and captures the state of the vCPU',
      when: ({ at }) => at === 'launching',
      effect: ({ state }, _, { lockVcpus }) => ({ at: 'finishing', locked: lockVcpus, captured: state }),
    },
    SET_REGS: {
      by: 'host',
      summary: 'another thread runs the vCPU, or sets its registers',
      when: ({ at, locked }) => at !== 'running' && !locked,
      effect: () => ({ state: 'new' }),
    },
    MEASURE: {
      by: 'tsm',
      summary: 'the captured state is encrypted and measured',
      when: ({ at }) => at === 'finishing',
      effect: ({ captured }) => ({ measured: captured, at: 'running', locked: false }),
    },
  },
  claim: {
    name: 'whatRunsWasMeasured',
    summary: 'the state that runs is the one that was measured',
    applies: ({ at }) => at === 'running',
    holds: ({ state, measured }) => state === measured,
  },
});
