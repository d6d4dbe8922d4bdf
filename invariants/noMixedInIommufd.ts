import { always } from './define.ts';

/** One domain, one device table entry for each device, one answer. */
export const noMixedInIommufd = always({
  name: 'noMixedInIommufd',
  summary: 'what is mapped in a domain has the visibility that every device attached to it needs',
  source: 'A. Kardashevskiy, "Secure VFIO, TDISP, SEV TIO", linux-coco, Aug 2024',
  over: ['domainVisibility', 'domainDevice'],
  applies: ({ domainVisibility: { context }, domainDevice }) =>
    domainDevice.value === 'attached' && (context.privateMapped || context.sharedMapped),
  holds: ({ domainVisibility: { context }, domainDevice }) =>
    domainDevice.context.needs === 'private' ? !context.sharedMapped : !context.privateMapped,
});
