import { smallWorld } from '../smallWorld.ts';

const RIDS = [0, 1, 2, 3] as const;
/** Virtual functions of the physical function with requester ID 0; ID 3 is a function of somebody else. */
const VFS = 2;

/** Which requester IDs an IDE stream is associated with. */
export const coveredIdentifiers = smallWorld({
  name: 'coveredIdentifiers',
  source: 'Linux 6.19 drivers/pci/ide.c pci_ide_stream_alloc',
  facts: { limit: null as number | null, accepted: null as number | null },
  rules: { endAtLastVf: 'the association ends with the last virtual function that there is' },
  steps: {
    STREAM_ALLOC: {
      by: 'guest',
      summary: 'the RID association registers are programmed',
      when: ({ limit }) => limit === null,
      // pci_iov_virtfn_devfn(dev, vf_id) of vf_id = num_VFs is one beyond the last, whose id is num_VFs - 1.
      effect: (_, __, { endAtLastVf }) => ({ limit: endAtLastVf ? VFS : VFS + 1 }),
    },
    TLP: {
      by: 'device',
      values: { rid: RIDS },
      summary: 'a TLP with this requester ID comes on the stream, and is taken if its ID is within the range',
      when: ({ limit, accepted }, { rid }) => limit !== null && accepted === null && Number(rid) <= limit,
      effect: (_, { rid }) => ({ accepted: Number(rid) }),
    },
    NEXT: {
      by: 'device',
      summary: 'the TLP is dealt with',
      when: ({ accepted }) => accepted !== null,
      effect: () => ({ accepted: null }),
    },
  },
  claim: {
    name: 'exactCoverage',
    summary: 'a stream takes TLPs of its own functions and of nobody else',
    applies: ({ accepted }) => accepted !== null,
    holds: ({ accepted }) => accepted !== null && accepted <= VFS,
  },
});
