import { smallWorld } from '../smallWorld.ts';

/** What leaves the guest beside what it means to send: registers of a hypercall, and a page shared for reports. */
export const egress = smallWorld({
  name: 'egress',
  source:
    'Linux 6.11 arch/x86/coco/tdx/tdx.c mmio_read; 6.7 arch/x86/coco/tdx/tdcall.S; 5.18 drivers/hv/vmbus_drv.c hv_kmsg_dump',
  facts: { register: 'zero', argument: 'zero', page: 'zero', panicked: false, host: 'nothing' },
  rules: {
    initialiseArguments: 'every register that a hypercall exposes is set or cleared first',
    exportNothingOnPanic: 'an isolated guest has no channel out that nobody asked for',
  },
  steps: {
    COMPUTE: {
      by: 'guest',
      summary: 'kernel code leaves a secret in a register, or on the stack',
      effect: () => ({ register: 'secret' }),
    },
    HYPERCALL: {
      by: 'guest',
      summary: 'the guest makes a hypercall that does not need the register',
      effect: ({ register }, _, { initialiseArguments }) => ({
        argument: initialiseArguments ? 'zero' : register,
      }),
    },
    HOST_READS_REGISTER: {
      by: 'host',
      summary: 'the host reads the registers that the hypercall exposed',
      effect: ({ argument }) => ({ host: argument }),
    },
    PANIC: {
      by: 'guest',
      summary: 'the guest panics, and the log is dumped where it is to go',
      when: ({ panicked }) => !panicked,
      effect: (_, __, { exportNothingOnPanic }) => ({
        panicked: true,
        page: exportNothingOnPanic ? 'zero' : 'secret',
      }),
    },
    HOST_READS_PAGE: {
      by: 'host',
      summary: 'the host reads the page that was shared for reports',
      effect: ({ page }) => ({ host: page }),
    },
  },
  claim: {
    name: 'noImplicitEgress',
    summary: 'the host learns nothing that the guest did not mean to say',
    applies: ({ host }) => host !== 'nothing',
    holds: ({ host }) => host !== 'secret',
  },
});
