import { smallWorld } from '../smallWorld.ts';

/** The EFI stub, which must accept memory while page tables still belong to the firmware. */
export const earlyGhcb = smallWorld({
  name: 'earlyGhcb',
  source: 'Linux 6.15 arch/x86/boot/compressed/sev.c snp_accept_memory',
  facts: { tables: 'firmware', gpa: 'private', pte: 'private', access: 'nothing' },
  rules: { useMsrProtocolEarly: 'as long as firmware owns the page tables, no page is shared for a GHCB' },
  steps: {
    ACCEPT_BY_MSR: {
      by: 'guest',
      summary: 'memory is accepted page by page through the MSR protocol',
      effect: () => ({}),
    },
    SHARE_GHCB: {
      by: 'guest',
      summary: 'the page of the GHCB is converted to shared, and mapped so where the tables are the own ones',
      when: ({ gpa, tables }, _, { useMsrProtocolEarly }) =>
        gpa === 'private' && (tables === 'kernel' || !useMsrProtocolEarly),
      effect: ({ tables, pte }) => ({ gpa: 'shared', pte: tables === 'kernel' ? 'shared' : pte }),
    },
    EXIT_BOOT_SERVICES: {
      by: 'guest',
      summary: 'the kernel takes over with page tables of its own',
      when: ({ tables }) => tables === 'firmware',
      effect: ({ gpa }) => ({ tables: 'kernel', pte: gpa }),
    },
    ACCESS: {
      by: 'guest',
      summary: 'firmware or kernel accesses the page',
      effect: ({ pte, gpa }) => ({ access: pte === gpa ? 'data' : 'fatal' }),
    },
  },
  claim: {
    name: 'ghcbMappedAsItIs',
    summary: 'whoever accesses the page of the GHCB has it mapped as what it is',
    applies: ({ access }) => access !== 'nothing',
    holds: ({ access }) => access === 'data',
  },
});
