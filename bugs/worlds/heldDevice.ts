import { smallWorld } from '../smallWorld.ts';

/** A device that a connect operation looks up while it can be unplugged. */
export const heldDevice = smallWorld({
  name: 'heldDevice',
  source: 'PCI/TSM patch of 16 Jun 2026; Linux 7.3 drivers/pci/tsm.c find_dsm_dev',
  facts: { pf0: 'present', pointer: false, references: 0, used: 'nothing' },
  rules: { holdReference: 'whoever uses a device later holds a reference to it until then' },
  steps: {
    FIND_DSM: {
      by: 'guest',
      summary: 'connect looks up the physical function 0 that is the DSM',
      when: ({ pf0, pointer }) => pf0 === 'present' && !pointer,
      effect: (_, __, { holdReference }) => ({ pointer: true, references: holdReference ? 1 : 0 }),
    },
    UNPLUG: {
      by: 'host',
      summary: 'physical function 0 is unplugged',
      when: ({ pf0 }) => pf0 === 'present',
      effect: () => ({ pf0: 'unplugged' }),
    },
    RELEASE: {
      by: 'guest',
      summary: 'nobody refers to it, and its memory is freed',
      when: ({ pf0, references }) => pf0 === 'unplugged' && references === 0,
      effect: () => ({ pf0: 'freed' }),
    },
    USE_DSM: {
      by: 'guest',
      summary: 'connect uses the state of the DSM, and is done',
      when: ({ pointer }) => pointer,
      effect: ({ pf0 }) => ({ used: pf0, pointer: false, references: 0 }),
    },
  },
  claim: {
    name: 'usedIsAlive',
    summary: 'a device that is used has not been freed',
    applies: ({ used }) => used !== 'nothing',
    holds: ({ used }) => used !== 'freed',
  },
});
