import { setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How much of guest memory a device reaches. */
export interface PlatformInput {
  /**
   * What stands between devices and guest memory: nothing (`open`), protection of everything but the bounce
   * pools (`poolOnly`: a trusted hypervisor that lends the host no other page), or an IOMMU
   * that blocks whatever nobody has mapped (`block`). Default poolOnly.
   */
  readonly path?: 'open' | 'poolOnly' | 'block';
}

/**
 * The hardware, or the trusted part of the hypervisor, through which every access of a device goes. It alone
 * decides what an access comes to; it does not ask who is honest.
 *
 * Source: Documentation/virt/kvm/arm/pkvm.rst (Linux 7.2), "CPU memory isolation"; virtio-iommu with
 * boot-bypass off for `block`.
 * Left out: an IOMMU of the VMM, which a device without ACCESS_PLATFORM goes round; mappings made in it.
 */
export const platformMachine = setup({
  types: {} as { context: Required<PlatformInput>; events: DmaEvent; input: PlatformInput | undefined },
  guards: {
    decides: ({ context: { path }, event }) => {
      if (event.type !== 'ACCESS' && event.type !== 'STRAY_ACCESS') return false;
      const passes = path === 'open' || (path === 'poolOnly' && event.range === 'pool');
      return event.outcome === (passes ? 'done' : 'blocked');
    },
  },
}).createMachine({
  id: 'platform',
  context: ({ input }) => ({ path: input?.path ?? 'poolOnly' }),
  initial: 'guarding',
  states: {
    guarding: {
      on: {
        ACCESS: { guard: 'decides', target: 'guarding' },
        STRAY_ACCESS: { guard: 'decides', target: 'guarding' },
      },
    },
  },
});
