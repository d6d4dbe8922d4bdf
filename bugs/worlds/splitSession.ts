import { smallWorld } from '../smallWorld.ts';

/** An SPDM responder that can be asked for both kinds of session, and that requires mutual authentication. */
export const splitSession = smallWorld({
  name: 'splitSession',
  source: 'CVE-2023-31127; libspdm 2.3.2',
  facts: { handshake: 'none', authenticated: false, session: 'none', locked: false },
  rules: { finishAsBegun: 'a session is finished by the message of the exchange with which it was begun' },
  steps: {
    KEY_EXCHANGE: {
      by: 'host',
      summary: 'a session is begun with DHE; the responder asks for mutual authentication',
      when: ({ handshake, session }) => handshake === 'none' && session === 'none',
      effect: () => ({ handshake: 'DHE' }),
    },
    PSK_EXCHANGE: {
      by: 'tsm',
      summary: 'a session is begun by somebody who has the pre-shared key',
      when: ({ handshake, session }) => handshake === 'none' && session === 'none',
      effect: () => ({ handshake: 'PSK', authenticated: true }),
    },
    FINISH: {
      by: 'tsm',
      summary: 'the requester proves who it is, and the session is established',
      when: ({ handshake }) => handshake === 'DHE',
      effect: () => ({ handshake: 'none', authenticated: true, session: 'established' }),
    },
    PSK_FINISH: {
      by: 'host',
      summary: 'the exchange is finished as one with a pre-shared key is',
      when: ({ handshake }, _, { finishAsBegun }) =>
        handshake === 'PSK' || (handshake === 'DHE' && !finishAsBegun),
      effect: () => ({ handshake: 'none', session: 'established' }),
    },
    LOCK_INTERFACE_REQUEST: {
      by: 'host',
      summary: 'TDISP is spoken over the session',
      when: ({ session }) => session === 'established',
      effect: () => ({ locked: true }),
    },
  },
  claim: {
    name: 'sessionIsAuthenticated',
    summary: 'TDISP is spoken over an authenticated session only',
    applies: ({ locked }) => locked,
    holds: ({ authenticated }) => authenticated,
  },
});
