import { eachStep } from './define.ts';

/** Encryption alone says who could have written it, and not when. */
export const ciphertextFresh = eachStep({
  name: 'ciphertextFresh',
  summary: 'every ciphertext is accepted at most once, in order, and on its own queue',
  source: 'Linux 7.3 Documentation/security/snp-tdx-threat-model.rst, data freshness',
  over: ['encryptedQueue'],
  on: ['ACCEPT_ANSWER'],
  applies: () => true,
  holds: (_, { answer }) => answer === 'fresh',
});
