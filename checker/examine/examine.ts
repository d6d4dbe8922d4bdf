import { canonicalTrace } from '../canonicalTrace.ts';
import { layoutOf } from '../layout.ts';
import type { Network } from '../network.ts';
import { traceOf } from '../report.ts';
import type { Ended } from '../search.ts';
import { searchLayers } from '../searchLayers.ts';
import { stepGraphOf } from '../stepGraph.ts';
import { successorsOf } from '../successors.ts';
import { coverageOf, type Examination, type ExamineOptions, endingParts } from './examination.ts';
import { livelock } from './livelock.ts';

const STATES_PER_PAUSE = 4096;

/**
 * Goes once more through the states that a search has expanded. Pauses now and then.
 *
 * @param bytesMax memory for the graph in which a livelock is looked for.
 */
export function* examine(
  network: Network,
  ended: Ended,
  { deadlocks, coverage, livelocks }: ExamineOptions,
  bytesMax: number,
): Generator<void, Examination> {
  const { states, next } = ended;
  const layout = layoutOf(network);
  const { expand, local, outSteps } = successorsOf(network, layout);
  const ending = endingParts(network);
  const hasEnded = () =>
    ending.length > 0 && ending.every(({ part, finals }) => finals.includes(local[part] as number));
  const happened = new Uint8Array(network.steps.length);
  const reached = network.parts.map(({ states: all }) => new Uint8Array(all.length));
  const stuck: number[] = [];
  const packed = new Uint32Array(layout.words);
  for (let number = 0; number < states.size; number++) {
    if (number % STATES_PER_PAUSE === 0) yield;
    states.copy(number, packed);
    const count = expand(packed, 0);
    for (let part = 0; part < local.length; part++) (reached[part] as Uint8Array)[local[part] as number] = 1;
    // Of a state that the search had not come to, nobody has taken the steps.
    if (number >= next) continue;
    for (let k = 0; k < count; k++) happened[outSteps[k] as number] = 1;
    if (count === 0 && !hasEnded()) stuck.push(number);
  }
  return {
    ...(deadlocks ? { deadlocks: { states: stuck.length, ...traceToNearest(network, ended, stuck) } } : {}),
    ...(livelocks ? { livelock: yield* livelock(network, ended, livelocks, bytesMax) } : {}),
    ...(coverage
      ? {
          coverage: coverageOf(
            network,
            (step) => happened[step] === 1,
            (part, state) => reached[part]?.[state] === 1,
          ),
        }
      : {}),
  };
}

/** States are numbered layer by layer, so the first is one of the nearest. */
function traceToNearest(network: Network, ended: Ended, stuck: readonly number[]) {
  const [first] = stuck;
  if (first === undefined) return {};
  const { depthOf, isAt, localOf } = searchLayers({ network, ...ended });
  const depth = depthOf(first);
  function* ends() {
    for (const number of stuck) if (depthOf(number) === depth) yield { local: localOf(number) };
  }
  const trace = canonicalTrace(stepGraphOf(network), { isAt }, depth, ends(), Number.POSITIVE_INFINITY);
  return { trace: traceOf(network, trace ?? []) };
}
