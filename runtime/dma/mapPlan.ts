import {
  type AddressOf,
  type Answers,
  type Decided,
  type Decisions,
  decide,
  type Refusal,
} from './decisions/index.ts';

/** What becomes of a streaming mapping, up to the search for slots. */
export type MapPlan =
  | { readonly do: 'direct'; readonly address: AddressOf }
  /** `policy`: the device always bounces. `addressing`: this buffer must, for a device that otherwise does not. */
  | { readonly do: 'bounce'; readonly why: 'policy' | 'addressing' }
  | { readonly do: 'fail'; readonly decided: Decided<unknown>; readonly refusal: Refusal };

const failed = (decided: Decided<unknown>, refusal: Refusal): MapPlan => ({ do: 'fail', decided, refusal });

/** Takes the decisions of a streaming mapping in their order; `of` says whether memory or registers are mapped. */
export function mapPlan(decisions: Decisions, answers: Answers, of: 'memory' | 'registers'): MapPlan {
  const { predicates, map, mapResource, search } = decisions;
  const tree = of === 'registers' ? mapResource : map;
  const mapped = decide(tree, predicates, answers);
  if (mapped.outcome.do === 'fail') return failed(mapped, mapped.outcome);
  if (mapped.outcome.do === 'direct') return mapped.outcome;
  const searched = decide(search, predicates, answers);
  if (searched.outcome.do === 'fail') return failed(searched, searched.outcome);
  // A shared device bounces by policy; a private one does so if it would wherever the buffer was.
  const within: Answers = (fact) => fact === 'withinMask' || fact === 'kmallocAligned' || answers(fact);
  const anyway = !answers('privateDevice') || decide(tree, predicates, within).outcome.do === 'bounce';
  return { do: 'bounce', why: anyway ? 'policy' : 'addressing' };
}
