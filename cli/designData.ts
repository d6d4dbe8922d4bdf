import type { ClaimReport, TraceStep } from '../checker/index.ts';
import { type ProductState, replay, type World, worldOf } from '../composition/index.ts';
import type { CellData, DesignData, TraceData } from '../explorer/index.ts';
import { tracePicture } from '../exporters/index.ts';
import type { Checked } from './checked.ts';
import { leaksIn, memoryMap } from './memoryMap.ts';
import { jsonCount } from './numbers.ts';

/** One checked proposal as the pages show it. */
export function designData({ proposal, size, report, claims }: Checked): DesignData {
  const { system, systems, title, argument, objection, sources } = proposal;
  const world = worldOf({ ...system, claims: [] }, size);
  const initial = replay(world, []).states[0] ?? [];
  return {
    name: system.name,
    title,
    argument,
    objection,
    sources,
    systems,
    size,
    engine: report.engine,
    states: jsonCount(report.states),
    transitions: jsonCount(report.transitions),
    ...(report.depth === undefined ? {} : { depth: report.depth }),
    seconds: report.seconds,
    complete: report.complete,
    families: Object.keys(system.families),
    parts: world.parts.map(({ name }) => name),
    memory: memoryMap(world, initial).map(({ name }) => name),
    verdicts: Object.fromEntries(
      claims.map((claim) => [
        claim.claim,
        {
          verdict: claim.verdict,
          ...(claim.because === undefined ? {} : { because: claim.because }),
          ...traceOf(world, claim),
        },
      ]),
    ),
  };
}

const traceOf = (world: World, { trace, loop }: ClaimReport): { readonly trace?: TraceData } =>
  trace && trace.length + (loop?.length ?? 0) > 0 ? { trace: traceData(world, trace, loop) } : {};

/**
 * A trace as the pages show it.
 *
 * @throws {RangeError} for a step that the world does not have, or that some part refuses.
 */
export function traceData(
  world: World,
  trace: readonly TraceStep[],
  loop: readonly TraceStep[] | undefined,
): TraceData {
  const all = [...trace, ...(loop ?? [])];
  const memory = replay(world, all).states.map((state) => cellsOf(world, state));
  const numbers = new Map(world.parts.map(({ name }, number) => [name, number]));
  const pictured = tracePicture(world, all, { leaks: (state) => leaksIn(world, state) });
  return {
    memory: memory[0] ?? [],
    steps: pictured.map(({ event, by, parts, changes, leaks }, at) => ({
      event,
      by,
      parts: parts.flatMap((name) => numbers.get(name) ?? []),
      changes,
      leaks,
      memory: (memory[at + 1] ?? []).flatMap((cell, number) =>
        JSON.stringify(cell) === JSON.stringify(memory[at]?.[number]) ? [] : [[number, cell] as const],
      ),
    })),
    ...(loop ? { loopFrom: trace.length } : {}),
  };
}

/** Memory of a state as the pages show it. */
export const cellsOf = (world: World, state: ProductState): CellData[] =>
  memoryMap(world, state).map(({ state: is, content, hostReads, use }) => ({
    state: is,
    content,
    hostReads,
    use,
  }));
