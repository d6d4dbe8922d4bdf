import { eachStep } from './define.ts';

/** A switch does not send a request back to where it came from. */
export const noRouteToSelf = eachStep({
  name: 'noRouteToSelf',
  summary: "no request on the bus goes to an address that the requester's own BAR decodes",
  source: 'C. Hellwig, "Add VIRTIO_F_SWIOTLB…", 4 Apr 2025: "see the route to self rule"',
  over: ['addressReader'],
  on: ['RESOLVE'],
  applies: ({ addressReader }) => addressReader.context.form === 'bar',
  holds: (_, event) => event.space !== 'ownBus',
});
