import { canonicalTrace } from '../canonicalTrace.ts';
import { layoutOf, pack } from '../layout.ts';
import { fairComponents } from '../liveness/fairComponents.ts';
import { fairLoop } from '../liveness/fairLoop.ts';
import { graphBytes } from '../liveness/liveness.ts';
import { stateGraphOf } from '../liveness/stateGraph.ts';
import type { FairSteps, Network } from '../network.ts';
import { traceOf } from '../report.ts';
import type { Ended } from '../search.ts';
import { searchLayers } from '../searchLayers.ts';
import { stepGraphOf } from '../stepGraph.ts';
import type { Livelock, LivelockOptions } from './examination.ts';

/**
 * The livelock that is entered soonest: a strongly connected component of the graph without its steps of progress in which
 * a fair run can stay. That a fair step of progress can always happen there makes it none, since the step is then taken.
 *
 * @param bytesMax memory for the graph; where that does not do, it is not known.
 */
export function* livelock(
  network: Network,
  ended: Ended,
  { progress, fair }: LivelockOptions,
  bytesMax: number,
): Generator<void, Livelock> {
  const { states, transitions, stopped } = ended;
  if (stopped !== undefined) return { found: false, because: 'the search was cut short' };
  const layout = layoutOf(network);
  if (graphBytes(layout, states.size, transitions) > bytesMax)
    return {
      found: false,
      because: `the graph of ${states.size} states and ${transitions} transitions does not fit in memory`,
    };
  const isProgress = network.steps.map(({ name }) =>
    progress.some((one) => name === one || name.startsWith(`${one}(`)),
  );
  const fairness = network.steps.flatMap(({ by }, step): FairSteps[] =>
    fair.includes(by) ? [{ strength: 'weak', steps: [step] }] : [],
  );
  const counts = (step: number) => isProgress[step] !== true;
  const graph = yield* stateGraphOf(network, layout, states, transitions);
  const all = Int32Array.from({ length: states.size }, (_, number) => number);
  const components = yield* fairComponents(graph, all, fairness, counts);
  const first = components.reduce((least, of) => of.reduce((a, b) => Math.min(a, b), least), states.size);
  if (first === states.size) return { found: false };

  const { depthOf, isAt, localOf } = searchLayers({ network, ...ended });
  const depth = depthOf(first);
  function* ends() {
    for (const component of components)
      for (const state of component) if (depthOf(state) === depth) yield { local: localOf(state) };
  }
  const steps = stepGraphOf(network);
  const trace = canonicalTrace(steps, { isAt }, depth, ends(), Number.POSITIVE_INFINITY) ?? [];
  const local = Int32Array.from(steps.initial);
  for (const step of trace) steps.take(step, local);
  const entry = states.find(pack(layout, local, new Uint32Array(layout.words)), 0);
  const component = components.find((one) => one.includes(entry));
  const loop = component ? fairLoop(graph, component, entry, fairness, counts) : [];
  return { found: true, trace: traceOf(network, trace), loop: traceOf(network, loop) };
}
