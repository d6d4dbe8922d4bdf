import { smallWorld } from '../smallWorld.ts';

/** The handler of #VE that emulates MMIO, and who may have caused the exception. */
export const emulatedMmio = smallWorld({
  name: 'emulatedMmio',
  source: 'Linux 6.12 arch/x86/coco/tdx/tdx.c handle_mmio (CVE-2024-47727)',
  facts: { pending: 'none', mapped: false, done: 'nothing' },
  rules: {
    checkAddress:
      'the address that is emulated must be one of the kernel, whatever mode the exception came from',
  },
  steps: {
    READL: {
      by: 'guest',
      summary: 'a driver reads a register of its device: #VE in kernel mode, at a kernel address',
      when: ({ pending }) => pending === 'none',
      effect: () => ({ pending: 'kernelAddress' }),
    },
    MMAP: {
      by: 'user',
      summary: 'a process maps an MMIO page',
      when: ({ mapped }) => !mapped,
      effect: () => ({ mapped: true }),
    },
    SYSCALL: {
      by: 'user',
      summary: 'a system call is given a pointer into that page: get_user causes #VE in kernel mode',
      when: ({ mapped, pending }) => mapped && pending === 'none',
      effect: () => ({ pending: 'userAddress' }),
    },
    EMULATE: {
      by: 'guest',
      summary: 'the handler finds kernel mode, and emulates the access',
      when: ({ pending }, _, { checkAddress }) =>
        pending === 'kernelAddress' || (pending === 'userAddress' && !checkAddress),
      effect: ({ pending }) => ({ done: pending, pending: 'none' }),
    },
    FAULT: {
      by: 'guest',
      summary: 'the handler refuses, and get_user fails',
      when: ({ pending }, _, { checkAddress }) => pending === 'userAddress' && checkAddress,
      effect: () => ({ pending: 'none' }),
    },
  },
  claim: {
    name: 'kernelMmioOnly',
    summary: 'the kernel emulates MMIO for itself and for nobody else',
    applies: ({ done }) => done !== 'nothing',
    holds: ({ done }) => done === 'kernelAddress',
  },
});
