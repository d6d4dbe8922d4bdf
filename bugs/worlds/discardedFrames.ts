import { smallWorld } from '../smallWorld.ts';

/**
 * A page of the guest with two frames, one for each view, and what a container of VFIO maps. Converting punches a hole:
 * the shared frame is freed, and a new one comes when the page is shared again.
 */
export const discardedFrames = smallWorld({
  name: 'discardedFrames',
  source: 'QEMU 10.1 system/ram-block-attributes.c; AMDESE/AMDSEV issue 109',
  facts: {
    view: 'shared',
    frame: 0,
    mapped: 0 as number | null,
    written: null as number | null,
    lost: false,
  },
  rules: { notifyOnConversion: 'every conversion has the IOMMU mappings of the page removed or made anew' },
  steps: {
    TO_PRIVATE: {
      by: 'guest',
      summary: 'the guest takes the page back, and its shared frame is discarded',
      when: ({ view }) => view === 'shared',
      effect: ({ mapped }, _, { notifyOnConversion }) => ({
        view: 'private',
        mapped: notifyOnConversion ? null : mapped,
        written: null,
      }),
    },
    TO_SHARED: {
      by: 'guest',
      summary: 'the guest shares the page, and it gets another frame',
      when: ({ view, frame }) => view === 'private' && frame < 2,
      effect: ({ frame, mapped }, _, { notifyOnConversion }) => ({
        view: 'shared',
        frame: frame + 1,
        mapped: notifyOnConversion ? frame + 1 : mapped,
      }),
    },
    WRITE_REQUEST: {
      by: 'guest',
      summary: 'the guest writes a request to the shared page',
      when: ({ view }) => view === 'shared',
      effect: ({ frame }) => ({ written: frame }),
    },
    DEVICE_READ: {
      by: 'device',
      summary: 'the device reads the request through the IOMMU',
      when: ({ mapped, written }) => mapped !== null && written !== null,
      effect: ({ mapped, written }) => ({ lost: mapped !== written }),
    },
  },
  claim: {
    name: 'iommuFollowsPageState',
    summary: 'what the device reads is the frame that the guest has written',
    applies: ({ written }) => written !== null,
    holds: ({ lost }) => !lost,
  },
});
