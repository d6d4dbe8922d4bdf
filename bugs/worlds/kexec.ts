import { smallWorld } from '../smallWorld.ts';

const PAGES = [0, 1, 2] as const;
/** The page that holds the GHCB, which is needed to convert the others and so comes last. */
const GHCB = 2;
/** Where the walk is once the GHCB is converted too. */
const OVER = PAGES.length + 1;

/**
 * A kernel that hands its memory to the next one: three pages that it has shared (the last is its GHCB), a device with
 * a ring in the first, a VMSA of a halted CPU, and an IOMMU. The walk looks at pages one by one and leaves the GHCB for
 * the end.
 */
export const kexec = smallWorld({
  name: 'kexec',
  source:
    'Linux 6.11 arch/x86/coco/tdx/tdx.c tdx_kexec_finish; 6.15 arch/x86/coco/sev/core.c unshare_all_memory; 6.15 drivers/virtio/virtio.c virtio_dev_shutdown',
  facts: {
    at: 'running',
    shared: 0b111,
    walked: 0,
    device: 'active',
    cpu: 'inGuestMode',
    harm: 'none',
  },
  rules: {
    unshareAll: 'all shared memory is converted back before the next kernel runs',
    skipOnlyGhcb: 'the walk leaves out the GHCB itself, and not the page that ends where it begins',
    quiesceDevices: 'every device is reset before what protects memory from it goes',
    retireCpus: 'the other CPUs are retired before memory is dumped, so that no VMSA is in use',
  },
  steps: {
    SHUT_DOWN: {
      by: 'guest',
      summary: 'the kernel begins to shut down, for kexec or kdump',
      when: ({ at }) => at === 'running',
      effect: (_, __, { quiesceDevices, retireCpus }) => ({
        at: 'stopped',
        device: quiesceDevices ? 'reset' : 'active',
        cpu: retireCpus ? 'retired' : 'inGuestMode',
      }),
    },
    UNSHARE: {
      by: 'guest',
      values: { page: PAGES },
      summary: 'the walk comes to the page, and converts it or leaves it out',
      when: ({ at, walked }, { page }, { unshareAll }) => at === 'stopped' && unshareAll && walked === page,
      effect: ({ shared, walked }, { page }, { skipOnlyGhcb }) => {
        const at = Number(page);
        // `addr <= ghcb && ghcb <= addr + size` was the test, with `<` for the second `<=` as the fix.
        const leftOut = at <= GHCB && (skipOnlyGhcb ? GHCB < at + 1 : GHCB <= at + 1);
        return { walked: walked + 1, shared: leftOut ? shared : shared & ~(1 << at) };
      },
    },
    UNSHARE_GHCB: {
      by: 'guest',
      summary: 'the GHCB is converted last',
      when: ({ at, walked }, _, { unshareAll }) => at === 'stopped' && unshareAll && walked === PAGES.length,
      effect: ({ shared }) => ({ shared: shared & ~(1 << GHCB), walked: OVER }),
    },
    NEXT_KERNEL: {
      by: 'guest',
      summary: 'the next kernel starts, and takes all memory for private',
      when: ({ at, walked }, _, { unshareAll }) => at === 'stopped' && (!unshareAll || walked === OVER),
      effect: () => ({ at: 'next' }),
    },
    TOUCH: {
      by: 'guest',
      values: { page: PAGES },
      summary: 'the next kernel uses or dumps the page, through a private mapping',
      when: ({ at, harm }) => at === 'next' && harm === 'none',
      effect: ({ shared }, { page }) => ({
        harm: shared & (1 << Number(page)) ? 'sharedPageTouched' : 'none',
      }),
    },
    TOUCH_VMSA: {
      by: 'guest',
      summary: 'the next kernel dumps the page of the VMSA',
      when: ({ at, harm }) => at === 'next' && harm === 'none',
      effect: ({ cpu }) => ({ harm: cpu === 'inGuestMode' ? 'busyPageTouched' : 'none' }),
    },
    DEVICE_WRITE: {
      by: 'device',
      summary: 'a device that nobody stopped writes a used entry to the ring that it knows',
      when: ({ device, at, harm }) => device === 'active' && at === 'next' && harm === 'none',
      effect: () => ({ harm: 'overwritten' }),
    },
  },
  claim: {
    name: 'handoffAllPrivate',
    summary: 'the next kernel can use all memory that it is given, and nobody writes to it',
    applies: ({ at }) => at === 'next',
    holds: ({ harm }) => harm === 'none',
  },
});
