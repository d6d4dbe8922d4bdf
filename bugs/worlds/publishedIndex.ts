import { smallWorld } from '../smallWorld.ts';

/** A packet in a ring whose write index publishes it: two loads, and the order in which they are done. */
export const publishedIndex = smallWorld({
  name: 'publishedIndex',
  source: 'Linux 5.18 drivers/hv/ring_buffer.c hv_get_bytes_to_read (virt_load_acquire)',
  facts: { header: 'old', index: 'old', loadedHeader: 'none', loadedIndex: 'none', parsed: false },
  rules: { acquireIndex: 'the index is loaded with acquire semantics, so before what it publishes' },
  steps: {
    HOST_WRITES_PACKET: {
      by: 'host',
      summary: 'the host writes the packet',
      effect: () => ({ header: 'new' }),
    },
    HOST_WRITES_INDEX: {
      by: 'host',
      summary: 'the host publishes the packet',
      when: ({ header }) => header === 'new',
      effect: () => ({ index: 'new' }),
    },
    LOAD_HEADER: {
      by: 'guest',
      summary: 'the header of the packet is loaded, perhaps ahead of its turn',
      when: ({ loadedHeader, loadedIndex }, _, { acquireIndex }) =>
        loadedHeader === 'none' && (!acquireIndex || loadedIndex !== 'none'),
      effect: ({ header }) => ({ loadedHeader: header }),
    },
    LOAD_INDEX: {
      by: 'guest',
      summary: 'the write index is loaded',
      when: ({ loadedIndex }) => loadedIndex === 'none',
      effect: ({ index }) => ({ loadedIndex: index }),
    },
    PARSE: {
      by: 'guest',
      summary: 'there is new data, and the header is parsed',
      when: ({ loadedIndex, loadedHeader }) => loadedIndex === 'new' && loadedHeader !== 'none',
      effect: () => ({ parsed: true }),
    },
    TRY_AGAIN: {
      by: 'guest',
      summary: 'there is no new data',
      when: ({ loadedIndex, loadedHeader }) => loadedIndex === 'old' && loadedHeader !== 'none',
      effect: () => ({ loadedIndex: 'none', loadedHeader: 'none' }),
    },
  },
  claim: {
    name: 'parsedWhatWasPublished',
    summary: 'what is parsed as new is the packet that the index published',
    applies: ({ parsed }) => parsed,
    holds: ({ loadedHeader }) => loadedHeader === 'new',
  },
});
