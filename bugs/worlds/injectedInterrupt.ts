import { smallWorld } from '../smallWorld.ts';

/** A process in code whose result hangs on a register, and the vectors that a host may inject meanwhile. */
export const injectedInterrupt = smallWorld({
  name: 'injectedInterrupt',
  source:
    'Linux 6.7 arch/x86/coco/tdx/tdx.c (int 0x80), 6.9 arch/x86/coco/sev/core.c vc_raw_handle_exception',
  facts: { at: 'user', register: 'own', outcome: 'none' },
  rules: {
    filterVectors: 'vectors that mean that the guest itself did something are not taken from the host',
  },
  steps: {
    INJECT: {
      by: 'host',
      values: { vector: ['timer', 'int80', 'vc'] },
      summary: 'the host injects an interrupt with this vector',
      when: ({ at }, { vector }, { filterVectors }) =>
        at === 'user' && (vector === 'timer' || !filterVectors),
      effect: (_, { vector }) => ({ at: String(vector) }),
    },
    HANDLE: {
      by: 'guest',
      summary: 'the handler runs: a system call with the registers as they are, an emulation, or a tick',
      when: ({ at }) => at !== 'user',
      effect: ({ at, register }) => ({ at: 'user', register: at === 'timer' ? register : 'changed' }),
    },
    DECIDE: {
      by: 'guest',
      summary: 'the process goes on, and acts on its register',
      when: ({ at, outcome }) => at === 'user' && outcome === 'none',
      effect: ({ register }) => ({ outcome: register }),
    },
  },
  claim: {
    name: 'onlyIntendedEntries',
    summary: 'a process finds its registers as it left them, unless it asked for something itself',
    applies: ({ outcome }) => outcome !== 'none',
    holds: ({ outcome }) => outcome === 'own',
  },
});
