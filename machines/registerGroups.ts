/**
 * What a DSM does when a group of registers of the TDI's function changes while the TDI is locked:
 * `tracked` takes it to ERROR, `allowed` does nothing, `ifMsixLocked` is tracked iff the MSI-X table was
 * locked and reported, `byVendor` is left to the device's maker. The Command register has an event of its own.
 *
 * Source: PCIe r6.3 Table 11-2, in section 11.2.6, which calls itself an informative example; that security
 * relevant configuration is tracked is a duty by 11.2.
 * Left out: single registers of a group, but where the table tells parts of a group apart.
 */
export const registerResponses = {
  BIST: 'tracked',
  BAR: 'tracked',
  EXPANSION_ROM_BAR: 'tracked',
  CACHE_LINE_SIZE: 'allowed',
  LATENCY_TIMER: 'allowed',
  INTERRUPT_LINE: 'allowed',
  STATUS: 'allowed',
  POWER_MANAGEMENT_STATE_LOST: 'tracked',
  POWER_MANAGEMENT_STATE_KEPT: 'allowed',
  /** Extended Tag, Phantom Functions, Initiate FLR, No Snoop, 10-bit and 14-bit Tag Requester. */
  DEVICE_CONTROL_TRACKED: 'tracked',
  DEVICE_CONTROL_OTHER: 'allowed',
  LINK_CONTROL: 'allowed',
  MSI: 'allowed',
  MSIX: 'ifMsixLocked',
  ACS: 'allowed',
  LTR: 'allowed',
  AER: 'allowed',
  VC: 'allowed',
  DPA: 'allowed',
  PTM: 'allowed',
  DOE: 'allowed',
  PMUX: 'allowed',
  VPD: 'allowed',
  ATS: 'allowed',
  ENHANCED_ALLOCATION: 'tracked',
  RESIZABLE_BAR: 'tracked',
  VF_RESIZABLE_BAR: 'tracked',
  ARI: 'tracked',
  PASID: 'tracked',
  MULTICAST: 'tracked',
  PAGE_REQUEST: 'tracked',
  SR_IOV: 'tracked',
  IDE_STREAM: 'tracked',
  TPH: 'byVendor',
  VENDOR_SPECIFIC: 'byVendor',
} as const;

/** A group of registers that Table 11-2 tells from the others. */
export type RegisterGroup = keyof typeof registerResponses;

/** The groups, as values of an event parameter. */
export const registerGroups = Object.keys(registerResponses) as readonly RegisterGroup[];
