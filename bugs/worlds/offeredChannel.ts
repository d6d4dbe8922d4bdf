import { claimsFor, type System } from '../../composition/index.ts';
import { alphabet, type Families, vmbusChannelMachine } from '../../machines/index.ts';

const { eachStep } = claimsFor<Families, typeof alphabet>();

/** One VMBus channel, and whoever makes its offers. */
export const offeredChannel: System = {
  name: 'offeredChannel',
  alphabet,
  families: { vmbusChannel: { machine: vmbusChannelMachine, index: 'channel' } },
  claims: [
    eachStep({
      name: 'offerIsCoherent',
      summary:
        'a channel is taken for one with confidential external memory only if its ring is confidential and the offer came over a trusted connection',
      source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer',
      over: ['vmbusChannel'],
      on: ['VMBUS_ONOFFER'],
      applies: (before, _, { vmbusChannel }) =>
        before.vmbusChannel.value === 'absent' && vmbusChannel.context.external,
      holds: (_, { trusted }, { vmbusChannel }) => trusted && vmbusChannel.context.ring,
    }),
  ],
};
