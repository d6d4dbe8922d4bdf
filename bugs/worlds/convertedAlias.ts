import { smallWorld } from '../smallWorld.ts';

/**
 * One guest-physical page, private or shared, and the page table entries through which the guest reaches it: the
 * direct map, and a second alias made by vmap or for a process.
 *
 * Left out: the way back to private.
 */
export const convertedAlias = smallWorld({
  name: 'convertedAlias',
  source: 'Linux 6.12 arch/x86/mm/pat/set_memory.c, kernel/dma/pool.c atomic_pool_expand',
  facts: { gpa: 'private', direct: 'private', alias: 'none', read: 'nothing' },
  rules: {
    hideBeforeConversion: 'no private mapping of a page is left when it is converted',
    mapAliasDecrypted: 'every alias of a shared page is made with a decrypted protection',
  },
  steps: {
    HIDE_DIRECT: {
      by: 'guest',
      summary: 'the entry of the direct map is made shared, before the page is',
      when: ({ direct, gpa }, _, { hideBeforeConversion }) =>
        hideBeforeConversion && direct === 'private' && gpa === 'private',
      effect: () => ({ direct: 'shared' }),
    },
    CONVERT_GPA: {
      by: 'host',
      summary: 'MapGPA: the page is converted to shared',
      when: ({ gpa, direct }, _, { hideBeforeConversion }) =>
        gpa === 'private' && (!hideBeforeConversion || direct !== 'private'),
      effect: () => ({ gpa: 'shared' }),
    },
    SET_DIRECT_SHARED: {
      by: 'guest',
      summary: 'the entry of the direct map follows the page',
      when: ({ gpa, direct }) => gpa === 'shared' && direct === 'private',
      effect: () => ({ direct: 'shared' }),
    },
    MAP_ALIAS: {
      by: 'guest',
      summary: 'the shared page is mapped a second time',
      when: ({ gpa, direct, alias }) => gpa === 'shared' && direct === 'shared' && alias === 'none',
      effect: (_, __, { mapAliasDecrypted }) => ({ alias: mapAliasDecrypted ? 'shared' : 'private' }),
    },
    ZEROPAD_LOAD: {
      by: 'guest',
      summary:
        'another CPU: load_unaligned_zeropad on the page before touches this one through the direct map',
      effect: ({ direct, gpa }) => ({
        read: direct === 'private' && gpa === 'shared' ? 'fatal' : 'padded',
      }),
    },
    ACCESS_ALIAS: {
      by: 'guest',
      summary: 'the driver, or the process, accesses the page through the second mapping',
      when: ({ alias }) => alias !== 'none',
      effect: ({ alias, gpa }) => ({ read: alias === gpa ? 'data' : 'fatal' }),
    },
  },
  claim: {
    name: 'aliasesAgree',
    summary: 'no access of the guest goes through a private mapping to a page that is shared',
    applies: ({ read }) => read !== 'nothing',
    holds: ({ read }) => read !== 'fatal',
  },
});
