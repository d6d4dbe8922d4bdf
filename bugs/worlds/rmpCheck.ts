import { smallWorld } from '../smallWorld.ts';

/**
 * A page of an SNP guest, and the ways in which memory is written on behalf of a hypervisor: by a device through a
 * valid device table entry, by a device whose entry is invalid, in a special address range, and by the IOMMU itself,
 * which logs events into a buffer. Another physical address may be the same cell of DRAM.
 */
export const rmpCheck = smallWorld({
  name: 'rmpCheck',
  source: 'AMD-SB-3003, AMD-SB-3016, AMD-SB-3015, AMD-SB-3020',
  facts: { rmp: 'none', dte: 'valid', logBuffer: 'host', aliased: false, content: 'zero' },
  rules: {
    checkInvalidDte: 'an access under an invalid device table entry is checked against the RMP too',
    checkIommuBuffers: 'what the IOMMU writes itself is checked against the RMP too',
    refuseAliasedDram: 'firmware does not start SNP on memory of which two addresses are one cell',
  },
  steps: {
    INSERT_ALIASED_DRAM: {
      by: 'host',
      summary: 'the SPD of a memory module claims twice its size',
      when: ({ rmp }, _, { refuseAliasedDram }) => rmp === 'none' && !refuseAliasedDram,
      effect: () => ({ aliased: true }),
    },
    ASSIGN: {
      by: 'host',
      summary: 'RMPUPDATE gives the page to the guest, which validates and clears it',
      when: ({ rmp }) => rmp === 'none',
      effect: () => ({ rmp: 'assigned', content: 'zero' }),
    },
    GUEST_WRITE: {
      by: 'guest',
      summary: 'the guest writes the page',
      when: ({ rmp }) => rmp === 'assigned',
      effect: () => ({ content: 'guest' }),
    },
    INVALIDATE_DTE: {
      by: 'host',
      summary: 'the host makes the device table entry invalid',
      when: ({ dte }) => dte === 'valid',
      effect: () => ({ dte: 'invalid' }),
    },
    SET_LOG_BASE: {
      by: 'host',
      summary: 'the host has the IOMMU log events into the page of the guest',
      when: ({ logBuffer }) => logBuffer === 'host',
      effect: () => ({ logBuffer: 'page' }),
    },
    DEVICE_WRITE: {
      by: 'device',
      summary: 'a device writes the page, in a special address range if its entry is invalid',
      when: ({ rmp, dte }, _, { checkInvalidDte }) =>
        rmp === 'none' || (dte === 'invalid' && !checkInvalidDte),
      effect: () => ({ content: 'foreign' }),
    },
    IOMMU_LOGS: {
      by: 'host',
      summary: 'the IOMMU writes an event to its buffer',
      when: ({ logBuffer, rmp }, _, { checkIommuBuffers }) =>
        logBuffer === 'page' && (rmp === 'none' || !checkIommuBuffers),
      effect: () => ({ content: 'foreign' }),
    },
    WRITE_ALIAS: {
      by: 'host',
      summary: 'the host writes the other address, which the RMP does not guard',
      when: ({ aliased }) => aliased,
      effect: () => ({ content: 'foreign' }),
    },
    GUEST_READ: {
      by: 'guest',
      summary: 'the guest relies on what it wrote',
      when: ({ content }) => content === 'guest',
      effect: () => ({}),
    },
  },
  claim: {
    name: 'guestPageIntegrity',
    summary: 'once the guest has its page, nobody else writes it',
    applies: ({ rmp }) => rmp === 'assigned',
    holds: ({ content }) => content !== 'foreign',
  },
});
