import { smallWorld } from '../smallWorld.ts';

/**
 * A switch on an IDE link that holds back TLPs, and the contexts in which they are taken: binding A of the TDI, and
 * binding B to another TVM. A TLP is a posted write, or the completion of a read under a tag.
 *
 * Left out: what the MAC covers; it verifies whatever is delivered under the key of the stream.
 */
export const heldTlp = smallWorld({
  name: 'heldTlp',
  source: 'CVE-2025-9614, CVE-2025-9613; PCI-SIG ECN on IDE (2025)',
  facts: {
    binding: 'A',
    key: 1,
    write: 'none',
    writeKey: 0,
    tag: 'free',
    completion: 'none',
    landed: 'nothing',
  },
  rules: {
    rekeyOnRebind:
      'a TDI that is bound anew gets new keys, so that what is held back does not verify any more',
    freshTags: 'a tag is not used again as long as a completion for it may still come',
  },
  steps: {
    POST_WRITE: {
      by: 'device',
      summary: 'the device issues a posted write, which the switch holds',
      when: ({ binding, write }) => binding === 'A' && write === 'none',
      effect: ({ key }) => ({ write: 'A', writeKey: key }),
    },
    REQUEST: {
      by: 'device',
      summary: 'the device reads under the tag; the completion is held',
      when: ({ binding, tag, completion }) => binding === 'A' && tag === 'free' && completion === 'none',
      effect: () => ({ tag: 'A', completion: 'A' }),
    },
    TIME_OUT: {
      by: 'device',
      summary: 'the read times out, and its tag can be used again',
      when: ({ tag, completion }, _, { freshTags }) => tag === 'A' && (!freshTags || completion === 'none'),
      effect: () => ({ tag: 'free' }),
    },
    REBIND: {
      by: 'tsm',
      summary: 'STOP; the TDI is bound to another TVM and started',
      when: ({ binding, tag }) => binding === 'A' && tag === 'free',
      effect: ({ key }, _, { rekeyOnRebind }) => ({ binding: 'B', key: rekeyOnRebind ? key + 1 : key }),
    },
    REUSE_TAG: {
      by: 'device',
      summary: 'the device reads for the other TVM under the same tag',
      when: ({ binding, tag }) => binding === 'B' && tag === 'free',
      effect: () => ({ tag: 'B' }),
    },
    DELIVER_WRITE: {
      by: 'host',
      summary: 'the switch lets the write go: it lands if it verifies',
      when: ({ write, landed }) => write === 'A' && landed === 'nothing',
      effect: ({ binding, key, writeKey }) => ({
        write: 'gone',
        landed: key !== writeKey ? 'rejected' : binding === 'A' ? 'own' : 'foreign',
      }),
    },
    DELIVER_COMPLETION: {
      by: 'host',
      summary: 'the switch lets the completion go: it lands where the tag says',
      when: ({ completion, tag, landed }) => completion === 'A' && tag !== 'free' && landed === 'nothing',
      effect: ({ tag }) => ({ completion: 'none', landed: tag === 'A' ? 'own' : 'foreign' }),
    },
  },
  claim: {
    name: 'noDmaOfOldBinding',
    summary: 'nothing that belongs to one binding lands in another',
    applies: ({ landed }) => landed !== 'nothing',
    holds: ({ landed }) => landed !== 'foreign',
  },
});
