import { smallWorld } from '../smallWorld.ts';

/** A paravisor that keeps the state of a TDI for its guest, and what the host has unblocked meanwhile. */
export const cachedTdiState = smallWorld({
  name: 'cachedTdiState',
  source: 'microsoft/openvmm vm/devices/tdisp, reviews of 4414 and 4449',
  facts: { device: 'CONFIG_UNLOCKED', cache: 'CONFIG_UNLOCKED', unblocked: false, at: 'idle' },
  rules: {
    undoUnblock:
      'where the report is refused, the TDI is stopped and what was unblocked for it is blocked again',
  },
  steps: {
    LOCK: {
      by: 'tsm',
      summary: 'the TDI is locked',
      when: ({ at }) => at === 'idle',
      effect: () => ({ device: 'CONFIG_LOCKED', cache: 'CONFIG_LOCKED', at: 'locked' }),
    },
    UNBLOCK: {
      by: 'host',
      summary: 'the host unblocks MMIO and DMA of the TDI',
      when: ({ at, unblocked }) => at === 'locked' && !unblocked,
      effect: () => ({ unblocked: true }),
    },
    REFUSE_REPORT: {
      by: 'tsm',
      summary: 'the validator rejects the report, and the device counts as unlocked',
      when: ({ at }) => at === 'locked',
      effect: (_, __, { undoUnblock }) => ({
        at: 'idle',
        cache: 'CONFIG_UNLOCKED',
        ...(undoUnblock ? { device: 'CONFIG_UNLOCKED', unblocked: false } : {}),
      }),
    },
    START: {
      by: 'tsm',
      summary: 'the report is accepted, and the TDI is started',
      when: ({ at, unblocked }) => at === 'locked' && unblocked,
      effect: () => ({ at: 'running', device: 'RUN', cache: 'RUN' }),
    },
  },
  claim: {
    name: 'cacheIsCoherent',
    summary: 'what counts as unlocked is unlocked, and neither its MMIO nor its DMA is unblocked',
    applies: ({ cache, at }) => cache === 'CONFIG_UNLOCKED' && at === 'idle',
    holds: ({ device, unblocked }) => device === 'CONFIG_UNLOCKED' && !unblocked,
  },
});
