import {
  productInitial,
  productStep,
  type Refusal,
  refusalsOf,
  type System,
  type World,
  worldOf,
} from '../composition/index.ts';
import { lackedRules, type Rule, withoutRules, withRule } from '../rules/index.ts';

/** A rule that would have stopped a trace of it. */
export interface Stopped {
  readonly rule: string;
  readonly summary: string;
  /** The first step that it refuses, from 1. */
  readonly step: number;
  readonly part: string;
}

/**
 * The rules that a design lacks or was robbed of and that would each have stopped a trace of it, the one that stops it earliest
 * first. Each is tried: with it the machines take the trace until one refuses.
 *
 * @param leftOut rules that the trace was found without.
 */
export function stoppedBy(
  system: System,
  leftOut: readonly Rule[],
  trace: readonly { readonly event: string }[],
  size: Readonly<Record<string, number>>,
  rules: readonly Rule[],
): Stopped[] {
  const whole: System = { ...system, claims: [] };
  const robbed = withoutRules(whole, leftOut);
  const candidates = [
    ...leftOut.map((rule) => ({
      rule,
      with: withoutRules(
        whole,
        leftOut.filter((other) => other !== rule),
      ),
    })),
    ...lackedRules(whole, rules).map((rule) => ({ rule, with: withRule(robbed, rule) })),
  ];
  return candidates
    .flatMap(({ rule: { name, summary }, with: kept }): Stopped[] => {
      const found = firstRefusal(worldOf(kept, size), trace);
      return found ? [{ rule: name, summary, step: found.step, part: found.part }] : [];
    })
    .sort((a, b) => a.step - b.step);
}

/** The first step that a world refuses, from 1, and the part that does; undefined if it takes them all. */
function firstRefusal(
  world: World,
  trace: readonly { readonly event: string }[],
): (Pick<Refusal, 'part'> & { readonly step: number }) | undefined {
  const byName = new Map(world.steps.map((step) => [step.name, step]));
  let state = productInitial(world);
  for (const [taken, { event }] of trace.entries()) {
    const step = byName.get(event);
    if (!step) return undefined;
    const [refusal] = refusalsOf(world, state, step);
    if (refusal) return { step: taken + 1, part: refusal.part };
    const after = productStep(world, state, step);
    if (!after) return undefined;
    state = after;
  }
  return undefined;
}
