import {
  ringPacketMachine,
  vmbusBufferMachine,
  vmbusOffersMachine,
  vmbusReofferMachine,
  vmbusServerMachine,
} from '../machines/index.ts';
import type { Rule } from './rule.ts';

/** Rules of VMBus: of the paravisor's server, and of the guest. */
export const vmbusRules: readonly Rule[] = [
  {
    name: 'stripRelayedFlags',
    summary: 'a relayed offer loses its confidential flags',
    source: 'OpenVMM vmbus_server (1488a37b); Linux 7.3 Documentation/virt/hyperv/coco.rst',
    machine: vmbusServerMachine,
    off: { stripsRelayed: false },
  },
  {
    name: 'recomputeFlagsAtOpen',
    summary: 'the flags in force are worked out again each time that a channel is opened',
    source: 'OpenVMM vmbus_server (1488a37b), open',
    machine: vmbusServerMachine,
    off: { recomputesAtOpen: false },
  },
  {
    name: 'rejectUntrustedMessage',
    summary: 'on a trusted connection a message of the host is refused',
    source: 'OpenVMM vmbus_server (1488a37b), ChannelError::UntrustedMessage',
    machine: vmbusServerMachine,
    off: { rejectsUntrusted: false },
  },
  {
    name: 'copyPacketFirst',
    summary: 'a packet is copied to private memory, and the copy is validated and used',
    source: 'Linux 7.3 drivers/hv/ring_buffer.c hv_pkt_iter_first; Documentation/virt/hyperv/vmbus.rst',
    machine: ringPacketMachine,
    off: { copies: false },
  },
  {
    name: 'countRefusedOffers',
    summary: 'an offer that is refused for its flags is counted off too',
    source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer, which does not',
    machine: vmbusOffersMachine,
    off: { countsRefused: false },
  },
  {
    name: 'refreshFlagsOfReoffer',
    summary: 'the flags of a channel are taken from its new offer',
    source: 'Linux 7.3 drivers/hv/channel_mgmt.c vmbus_onoffer, which does not',
    machine: vmbusReofferMachine,
    off: { refreshes: false },
  },
  {
    name: 'pinExternalMemory',
    summary: 'a buffer that stays private is pinned while the device uses it',
    source: 'OpenVMM vmbus_core (1488a37b) require_pinned_external_memory',
    machine: vmbusBufferMachine,
    off: { requiresPinned: false },
  },
];
