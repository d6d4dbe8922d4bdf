import { smallWorld } from '../smallWorld.ts';

/** An object that is looked up, unlocked, and locked again to be used. */
export const relockedObject = smallWorld({
  name: 'relockedObject',
  source: 'TF-RMM a773789a runtime/rsi/vdev.c vdev_get_info',
  facts: { slot: 'object' as 'object' | 'gone' | 'other', pointer: false, locked: false, used: 'nothing' },
  rules: { revalidateAfterRelock: 'what was unlocked in between is checked again before it is used' },
  steps: {
    LOOK_UP: {
      by: 'tsm',
      summary: 'the object is found, and locked while it is looked at',
      when: ({ slot, pointer }) => slot === 'object' && !pointer,
      effect: () => ({ pointer: true, locked: true }),
    },
    UNLOCK: {
      by: 'tsm',
      summary: 'its lock is let go',
      when: ({ locked }) => locked,
      effect: () => ({ locked: false }),
    },
    DESTROY: {
      by: 'host',
      summary: 'the host destroys the object',
      when: ({ slot, locked }) => slot === 'object' && !locked,
      effect: () => ({ slot: 'gone' }),
    },
    REUSE: {
      by: 'host',
      summary: 'its memory becomes another object',
      when: ({ slot }) => slot === 'gone',
      effect: () => ({ slot: 'other' }),
    },
    USE: {
      by: 'tsm',
      summary: 'the pointer is locked again, and the object used',
      when: ({ pointer, locked, slot }, _, { revalidateAfterRelock }) =>
        pointer && !locked && (slot === 'object' || !revalidateAfterRelock),
      effect: ({ slot }) => ({ used: slot, pointer: false }),
    },
    GIVE_UP: {
      by: 'tsm',
      summary: 'the object is found to have gone',
      when: ({ pointer, locked, slot }, _, { revalidateAfterRelock }) =>
        pointer && !locked && slot !== 'object' && revalidateAfterRelock,
      effect: () => ({ pointer: false }),
    },
  },
  claim: {
    name: 'usedIsWhatWasFound',
    summary: 'what is used is the object that was looked up',
    applies: ({ used }) => used !== 'nothing',
    holds: ({ used }) => used === 'object',
  },
});
