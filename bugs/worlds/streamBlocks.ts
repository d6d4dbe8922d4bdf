import { smallWorld } from '../smallWorld.ts';

/** Two selective IDE stream blocks of a device: control registers with a stream ID each, ID 0 out of reset. */
export const streamBlocks = smallWorld({
  name: 'streamBlocks',
  source: 'Linux 6.19 drivers/pci/ide.c pci_ide_init; fix 0b50f116af5e',
  facts: { first: 0, second: 0, initialised: 0, keyed: false },
  rules: { reserveUnusedStreams: 'every block that is not used is given the reserved stream ID' },
  steps: {
    INIT_BLOCK: {
      by: 'guest',
      summary: 'the next block is read, given the reserved ID, and written back',
      when: ({ initialised }) => initialised < 2,
      effect: ({ initialised, second }, _, { reserveUnusedStreams }) => ({
        initialised: initialised + 1,
        // The wrong register is read, and what is written back does not carry the ID that was meant.
        ...(initialised === 0 ? { first: 255 } : { second: reserveUnusedStreams ? 255 : second }),
      }),
    },
    STREAM_ENABLE: {
      by: 'guest',
      summary: 'stream 0 is set up in the first block, and keyed',
      when: ({ initialised, keyed }) => initialised === 2 && !keyed,
      effect: () => ({ first: 0, keyed: true }),
    },
  },
  claim: {
    name: 'streamIdUnique',
    summary: 'a keyed stream ID belongs to one block',
    applies: ({ keyed }) => keyed,
    holds: ({ first, second }) => first !== second,
  },
});
