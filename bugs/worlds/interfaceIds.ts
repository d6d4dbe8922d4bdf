import { smallWorld } from '../smallWorld.ts';

/** A requester with two TDIs, f0 and f1, behind one DSM: it keeps nonces by the interface ID of the response. */
export const interfaceIds = smallWorld({
  name: 'interfaceIds',
  source: 'PCIe r6.3 11.3.1 (INTERFACE_ID); DMTF/spdm-emu 5394c00',
  facts: { locked: 'none', response: 'none', keptFor: 'none', started: 'none' },
  rules: { echoInterfaceId: 'a response names the interface of the request' },
  steps: {
    LOCK_INTERFACE_REQUEST: {
      by: 'tsm',
      values: { tdi: ['f0', 'f1'] },
      summary: 'a TDI is locked',
      when: ({ locked }) => locked === 'none',
      effect: (_, { tdi }) => ({ locked: String(tdi) }),
    },
    LOCK_INTERFACE_RESPONSE: {
      by: 'device',
      summary: 'the device answers with the nonce',
      when: ({ locked, response }) => locked !== 'none' && response === 'none',
      effect: ({ locked }, _, { echoInterfaceId }) => ({ response: echoInterfaceId ? locked : 'f0' }),
    },
    KEEP_NONCE: {
      by: 'tsm',
      summary: 'the requester keeps nonce and report under the interface of the response',
      when: ({ response, keptFor }) => response !== 'none' && keptFor === 'none',
      effect: ({ response }) => ({ keptFor: response }),
    },
    START_INTERFACE_REQUEST: {
      by: 'tsm',
      summary: 'the TDI that the nonce is kept for is started',
      when: ({ keptFor, started }) => keptFor !== 'none' && started === 'none',
      effect: ({ keptFor }) => ({ started: keptFor }),
    },
  },
  claim: {
    name: 'startedWasLocked',
    summary: 'the TDI that is started is the one that was locked',
    applies: ({ started }) => started !== 'none',
    holds: ({ started, locked }) => started === locked,
  },
});
