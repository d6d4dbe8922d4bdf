import { always } from './define.ts';

/** The DMA layer has no notion of one device in two addressing domains. */
export const singleAddressDomainPerDevice = always({
  name: 'singleAddressDomainPerDevice',
  summary: 'all live mappings of a device are private, or all are shared',
  source: 'D. Williams, "Add device struct bitfield to not bounce-buffer", 9 Apr 2025',
  over: ['mapping', 'mapping'],
  applies: ({ mapping, mapping2 }) =>
    mapping.context.device !== null && mapping.context.device === mapping2.context.device,
  holds: ({ mapping, mapping2 }) => mapping.context.address === mapping2.context.address,
});
