import { always } from './define.ts';

/** "We definitely don't want to end up with more than one notion." */
export const oneTrustBit = always({
  name: 'oneTrustBit',
  summary: 'whom the bounce decision asks and whom the encoding of addresses asks give the same answer',
  source: 'R. Murphy, "Add device struct bitfield to not bounce-buffer", linux-kernel, 9 Apr 2025',
  over: ['trust'],
  applies: ({ trust }) => trust.context.bounceAsks !== 'guest',
  holds: ({ trust: { context } }) =>
    context.bounceAsks === 'guest' || context[context.bounceAsks] === context[context.encodingAsks],
});
