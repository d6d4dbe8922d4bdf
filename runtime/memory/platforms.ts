import type { Visibility } from '../../machines/index.ts';

/** What hardware raises instead of letting an access pass; null where the access passes. */
export type Fault = string | null;

/** How one kind of confidential VM treats accesses that do not fit what a page is. */
export interface Platform {
  readonly name: string;
  /** The bit of an address that tells the halves apart, as a number, and which half it marks. */
  readonly encodingBit: { readonly value: number; readonly marks: Visibility };
  /**
   * What the guest's CPU meets at the wrong alias: at the private alias of a shared page, and at the shared
   * alias of a private page. Where it passes, the bytes are run through the key of the guest, or not, as the
   * alias says: noise to the reader.
   */
  readonly wrongAlias: {
    readonly private: { readonly read: Fault; readonly write: Fault };
    readonly shared: { readonly read: Fault; readonly write: Fault };
  };
  /** What becomes of the host's write to a private page: see {@link HostWrite}. */
  readonly hostWrite: HostWrite;
  /**
   * Whether addresses on the bus carry the encoding bit. Where they do not, requests with the T bit mean
   * private memory and others shared memory, unless an IOMMU tells them apart by its own means.
   */
  readonly aliasOnBus: boolean;
  /** What a device meets that reaches for a private page without the T bit. */
  readonly untrustedDma: Fault;
  /**
   * What conversion does to the bytes: they are zero after it (`scrub`), the guest still reads them
   * (`keep`), or memory holds what it held, which is noise from the other side (`raw`).
   */
  readonly onConversion: 'scrub' | 'keep' | 'raw';
  /** What the kernel's direct map says of pages whose conversion is going on, and still when it has failed. */
  readonly directMapMeanwhile: Visibility | 'absent';
}

/**
 * `refused`: memory stays as it is, the host gets the fault. `poisons`: the write lands, and whoever then
 * reads the page with the key gets the fault. `garbles`: it lands, and the guest reads noise.
 */
export type HostWrite =
  | { readonly outcome: 'refused' | 'poisons'; readonly fault: string }
  | { readonly outcome: 'garbles' };

/**
 * Intel TDX. A private mapping of a shared page shuts the guest down, a shared mapping of a private page is
 * a recoverable #VE, and the kernel keeps its direct map shared while a conversion goes on.
 *
 * Source: Linux 6.12 arch/x86/coco/tdx/tdx.c tdx_early_init (the comment on mismatches) and
 * tdx_enc_status_change_prepare, _finish; Documentation/arch/x86/tdx.rst, "#VE on Private Pages" and
 * "Erratum" (poison); Intel TDX Module specification, TDG.MEM.PAGE.ACCEPT (zeroes the page).
 * Left out: that the host reads zeros rather than ciphertext where the TD bit is checked; poison by cache
 * line; DMA without the T bit that poisons; pages that are blocked behind the guest.
 */
const tdx: Platform = {
  name: 'tdx',
  encodingBit: { value: 2 ** 47, marks: 'shared' },
  wrongAlias: {
    private: { read: 'TD exit', write: 'TD exit' },
    shared: { read: '#VE', write: '#VE' },
  },
  hostWrite: { outcome: 'poisons', fault: '#MC' },
  aliasOnBus: true,
  untrustedDma: 'DMA fault',
  onConversion: 'scrub',
  directMapMeanwhile: 'shared',
};

/**
 * AMD SEV-SNP. The RMP checks every access with C=1, and of those with C=0 and of the host's the writes;
 * reading past the key gives ciphertext. Validation keeps the bytes.
 *
 * Source: AMD64 APM volume 2, 15.36.10 "RMP and VMPL Access Checks"; Linux 6.12
 * arch/x86/mm/mem_encrypt_amd.c amd_enc_status_change_prepare, _finish (the RMP changes while the page is
 * mapped private).
 * Left out: #VC for a page that the host has taken away and given back (assigned, not validated); VMPLs.
 * The C-bit is a bit of the page table entry; here it is one of the address.
 */
const sevSnp: Platform = {
  name: 'sevSnp',
  encodingBit: { value: 2 ** 51, marks: 'private' },
  wrongAlias: {
    private: { read: '#NPF', write: '#NPF' },
    shared: { read: null, write: '#NPF' },
  },
  hostWrite: { outcome: 'refused', fault: '#PF' },
  aliasOnBus: false,
  untrustedDma: 'RMP violation',
  onConversion: 'raw',
  directMapMeanwhile: 'private',
};

/**
 * AMD SEV without SNP: the key, and nothing else. Nobody is refused anything, and everybody who comes
 * without the key, or with it where it does not belong, moves noise.
 *
 * Source: AMD64 APM volume 2, 15.34; Linux Documentation/arch/x86/amd-memory-encryption.rst.
 */
const sev: Platform = {
  name: 'sev',
  encodingBit: { value: 2 ** 51, marks: 'private' },
  wrongAlias: { private: { read: null, write: null }, shared: { read: null, write: null } },
  hostWrite: { outcome: 'garbles' },
  aliasOnBus: false,
  untrustedDma: null,
  onConversion: 'raw',
  directMapMeanwhile: 'private',
};

/**
 * Arm CCA. The upper half of the IPA space is shared; a page has its place in one half at a time, and the
 * kernel unmaps what it converts.
 *
 * Source: Linux 6.13 Documentation/arch/arm64/arm-cca.rst and arch/arm64/mm/pageattr.c __set_memory_enc_dec;
 * Arm DEN0137 (RMM), RIPAS EMPTY and the wiping of granules.
 * Left out: RIPAS DESTROYED; IPA sizes other than 48 bits.
 */
const cca: Platform = {
  name: 'cca',
  encodingBit: { value: 2 ** 47, marks: 'shared' },
  wrongAlias: {
    private: { read: 'SEA', write: 'SEA' },
    shared: { read: 'stage 2 fault', write: 'stage 2 fault' },
  },
  hostWrite: { outcome: 'refused', fault: 'GPF' },
  aliasOnBus: true,
  untrustedDma: 'GPF',
  onConversion: 'scrub',
  directMapMeanwhile: 'absent',
};

/** The platforms that are known, by name. */
export const platforms = { tdx, sevSnp, sev, cca } as const;
