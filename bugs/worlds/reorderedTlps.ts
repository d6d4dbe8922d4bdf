import { smallWorld } from '../smallWorld.ts';

/** Two posted writes over an IDE stream, data and then what announces it, and somebody on the link. */
export const reorderedTlps = smallWorld({
  name: 'reorderedTlps',
  source: 'CVE-2025-9612; PCI-SIG ECN on IDE (2025)',
  facts: { sent: 0, delivered: 0b00, consumed: 'nothing' },
  rules: {
    checkOrder: 'the receiver detects posted writes that come in another order than they were sent in',
  },
  steps: {
    WRITE_DATA: {
      by: 'device',
      summary: 'W1: the data',
      when: ({ sent }) => sent === 0,
      effect: () => ({ sent: 1 }),
    },
    WRITE_DOORBELL: {
      by: 'device',
      summary: 'W2: the used index that announces the data',
      when: ({ sent }) => sent === 1,
      effect: () => ({ sent: 2 }),
    },
    DELIVER_DATA: {
      by: 'host',
      summary: 'W1 arrives, and its MAC verifies',
      when: ({ sent, delivered }) => sent >= 1 && (delivered & 0b01) === 0,
      effect: ({ delivered }) => ({ delivered: delivered | 0b01 }),
    },
    DELIVER_DOORBELL: {
      by: 'host',
      summary: 'W2 arrives, and its MAC verifies',
      when: ({ sent, delivered }, _, { checkOrder }) =>
        sent === 2 && (delivered & 0b10) === 0 && (!checkOrder || (delivered & 0b01) > 0),
      effect: ({ delivered }) => ({ delivered: delivered | 0b10 }),
    },
    CONSUME: {
      by: 'guest',
      summary: 'the guest sees the doorbell and reads the data',
      when: ({ delivered }) => (delivered & 0b10) > 0,
      effect: ({ delivered }) => ({ consumed: delivered & 0b01 ? 'data' : 'stale' }),
    },
  },
  claim: {
    name: 'consumedWasWritten',
    summary: 'what the guest reads after the doorbell is what was written before it',
    applies: ({ consumed }) => consumed !== 'nothing',
    holds: ({ consumed }) => consumed === 'data',
  },
});
