import { canonicalTrace, type End } from './canonicalTrace.ts';
import { endsAmong } from './ends.ts';
import type { Violation } from './judges.ts';
import { layoutOf, pack, unpack } from './layout.ts';
import type { Network } from './network.ts';
import type { Ended } from './search.ts';

/**
 * The canonical traces of what a search found. Where a search was cut short, only the violations that it had met by then
 * are chosen from; and where `bytesMax` does not do, the trace is that by which the search came to the violation.
 */
export function canonicalTraces(
  network: Network,
  { states, layerStarts, trapped }: Ended,
  bytesMax: number,
): (claim: number, violation: Violation) => readonly number[] {
  const layout = layoutOf(network);
  const packed = new Uint32Array(layout.words);
  const startOf = (depth: number) => layerStarts[depth] ?? states.size;
  const isAt = (depth: number, local: ArrayLike<number>): boolean => {
    const number = states.find(pack(layout, local, packed), 0);
    return number >= startOf(depth) && number < startOf(depth + 1);
  };
  function* layer(depth: number): Generator<Int32Array> {
    for (let number = startOf(depth); number < startOf(depth + 1); number++) yield localOf(number);
  }
  const local = new Int32Array(network.parts.length);
  const localOf = (number: number) => {
    states.copy(number, packed);
    return unpack(layout, packed, 0, local);
  };
  function* trapsBefore(claim: number, end: number): Generator<End> {
    for (const number of trapped.get(claim) ?? []) if (number < end) yield { local: localOf(number) };
  }
  return (claim, { state, step }) => {
    const depth = layerStarts.findLastIndex((start) => start <= state);
    const of = network.claims[claim];
    const ends =
      of?.kind === 'possible'
        ? trapsBefore(claim, startOf(depth + 1))
        : of
          ? endsAmong(network, of, layer(depth))
          : [];
    const trace = canonicalTrace(network, { isAt }, depth, ends, bytesMax);
    return trace ?? [...states.pathTo(state), ...(step === undefined ? [] : [step])];
  };
}
