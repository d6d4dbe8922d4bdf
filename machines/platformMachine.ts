import { assign, setup } from 'xstate';
import type { DmaEvent } from './alphabet.ts';

/** How much of guest memory a device reaches. */
export interface PlatformInput {
  /**
   * What stands between devices and guest memory: nothing (`open`), protection of everything but the bounce
   * pools (`poolOnly`: a trusted hypervisor that lends the host no other page), an IOMMU
   * that blocks whatever nobody has mapped (`block`), or Bus Master Enable of the device (`busMaster`: its own
   * memory is all that it reaches while that is clear). Default poolOnly.
   */
  readonly path?: 'open' | 'poolOnly' | 'block' | 'busMaster';
  /** Whether Bus Master Enable is set, to begin with. Default false. */
  readonly busMaster?: boolean;
  /** Whether the driver sets and clears it later. Default false. */
  readonly switchesBusMaster?: boolean;
}

/**
 * The hardware, or the trusted part of the hypervisor, through which every access of a device goes. It alone
 * decides what an access comes to; it does not ask who is honest.
 *
 * Source: Documentation/virt/kvm/arm/pkvm.rst (Linux 7.2), "CPU memory isolation"; virtio-iommu with
 * boot-bypass off for `block`; PCIe r6.3 7.5.1.1.3 for `busMaster`.
 * Left out: an IOMMU of the VMM, which a device without ACCESS_PLATFORM goes round; mappings made in it.
 */
export const platformMachine = setup({
  types: {} as { context: Required<PlatformInput>; events: DmaEvent; input: PlatformInput | undefined },
  guards: {
    decides: ({ context: { path, busMaster }, event }) => {
      if (event.type !== 'ACCESS' && event.type !== 'STRAY_ACCESS') return false;
      const passes =
        path === 'open' ||
        (path === 'poolOnly' && event.range === 'pool') ||
        (path === 'busMaster' && (busMaster || event.range === 'pool'));
      return event.outcome === (passes ? 'done' : 'blocked');
    },
    isOn: ({ context }) => context.path === 'busMaster' && context.switchesBusMaster && context.busMaster,
    isOff: ({ context }) => context.path === 'busMaster' && context.switchesBusMaster && !context.busMaster,
  },
  actions: {
    turnOn: assign({ busMaster: true }),
    turnOff: assign({ busMaster: false }),
  },
}).createMachine({
  id: 'platform',
  context: ({ input }) => ({
    path: input?.path ?? 'poolOnly',
    busMaster: input?.busMaster ?? false,
    switchesBusMaster: input?.switchesBusMaster ?? false,
  }),
  initial: 'guarding',
  states: {
    guarding: {
      on: {
        ACCESS: { guard: 'decides', target: 'guarding' },
        STRAY_ACCESS: { guard: 'decides', target: 'guarding' },
        BUS_MASTER_ON: { guard: 'isOff', actions: 'turnOn' },
        BUS_MASTER_OFF: { guard: 'isOn', actions: 'turnOff' },
      },
    },
  },
});
