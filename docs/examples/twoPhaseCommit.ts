import { claimsFor, defineEvents, type EventOf, type System } from 'coco-dma/composition';
import { assign, setup } from 'xstate';

const alphabet = defineEvents({
  VOTE: { by: 'site', index: ['site'], values: { vote: ['yes', 'no'] }, summary: 'the site votes' },
  DECIDE: {
    by: 'coordinator',
    values: { decision: ['commit', 'abort'] },
    summary: 'all sites hear the decision',
  },
});
type CommitEvent = EventOf<typeof alphabet>;

const isCommit = ({ event }: { event: CommitEvent }) =>
  event.type === 'DECIDE' && event.decision === 'commit';
const isYes = ({ event }: { event: CommitEvent }) => event.type === 'VOTE' && event.vote === 'yes';

const site = setup({ types: { events: {} as CommitEvent }, guards: { isCommit, isYes } }).createMachine({
  id: 'site',
  initial: 'working',
  states: {
    working: {
      on: {
        VOTE: [{ guard: 'isYes', target: 'prepared' }, { target: 'aborted' }],
        DECIDE: [{ guard: 'isCommit', target: 'committed' }, { target: 'aborted' }],
      },
    },
    prepared: { on: { DECIDE: [{ guard: 'isCommit', target: 'committed' }, { target: 'aborted' }] } },
    // It hears the decision like everybody else. Left out here, it would forbid a commit by good manners.
    aborted: { on: { DECIDE: { target: 'aborted' } } },
    committed: {},
  },
});

const coordinator = setup({
  types: {
    context: {} as { yes: number; sites: number },
    input: {} as { sites: number },
    events: {} as CommitEvent,
  },
  guards: {
    isYes,
    isAbort: (asked) => !isCommit(asked),
    allSaidYes: ({ context }) => context.yes === context.sites,
  },
  // Nobody votes twice, but this machine alone cannot know that: it bounds its own counter.
  actions: { count: assign({ yes: ({ context }) => Math.min(context.yes + 1, context.sites) }) },
}).createMachine({
  id: 'coordinator',
  context: ({ input }) => ({ yes: 0, sites: input.sites }),
  initial: 'collecting',
  states: {
    collecting: {
      on: {
        VOTE: [{ guard: 'isYes', actions: 'count' }, { target: 'collecting' }],
        DECIDE: [
          { guard: 'isAbort', target: 'decided' },
          { guard: 'allSaidYes', target: 'decided' },
        ],
      },
    },
    decided: { on: { VOTE: {}, DECIDE: {} } },
  },
});

/** What the hasty one lacks: it commits whenever it likes. */
const hasty = coordinator.provide({ guards: { allSaidYes: () => true } });

const { always, monitor } = claimsFor<{ site: typeof site }, typeof alphabet>();

const heardNo = setup({ types: { events: {} as CommitEvent }, guards: { isCommit, isYes } }).createMachine({
  id: 'heardNo',
  initial: 'noVote',
  states: {
    noVote: { on: { VOTE: [{ guard: 'isYes', target: 'noVote' }, { target: 'no' }] } },
    no: { on: { DECIDE: { guard: 'isCommit', target: 'violated' } } },
    violated: {},
  },
});

export const twoPhaseCommit = (sites: number, isHasty: boolean): System => ({
  name: 'twoPhaseCommit',
  alphabet,
  families: {
    site: { machine: site },
    coordinator: { machine: isHasty ? hasty : coordinator, input: { sites } },
  },
  sizes: { site: sites },
  claims: [
    always({
      name: 'allAgree',
      summary: 'no site has committed while another has aborted',
      source: 'J. Gray, Notes on Data Base Operating Systems, 1978',
      over: ['site', 'site'],
      applies: ({ site }) => site.value === 'committed',
      holds: ({ site2 }) => site2.value !== 'aborted',
    }),
    monitor({
      name: 'noMeansAbort',
      summary: 'after a site has voted no, nobody decides to commit',
      source: 'the same',
      over: ['site'],
      machine: heardNo,
    }),
  ],
});
