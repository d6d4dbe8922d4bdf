import type { ClaimTable, Network, StepTable } from '../network.ts';

/** A way to rename parts, steps and local states that leaves the network as it is. */
export interface Automorphism {
  /** By part: the part whose place it takes. */
  readonly parts: Int32Array;
  /** By part and local state: the local state of that other part; -1 where no steps lead to it. */
  readonly locals: readonly Int32Array[];
  /** By claim and instance: the instance whose place it takes. */
  readonly instances: readonly Int32Array[];
}

/**
 * Completes a renaming of parts and steps to an automorphism, or says in words what contradicts it. The
 * renaming of local states needs no guess: initial states go to initial states, and where a step leads goes
 * to where the renamed step leads. States that a part can never be in are left out.
 */
export function automorphism(network: Network, parts: Int32Array, steps: Int32Array): Automorphism | string {
  const moves = network.parts.map(() => new Map<number, ArrayLike<number>>());
  network.steps.forEach((step, number) => {
    for (const { part, to } of step.moves) moves[part]?.set(number, to);
  });
  for (const [number, step] of network.steps.entries()) {
    const other = network.steps[steps[number] as number];
    if (other?.by !== step.by) return `${step.name} is by ${step.by}, ${other?.name} by ${other?.by}`;
    const missing = step.moves.find(
      ({ part }) => !moves[parts[part] as number]?.has(steps[number] as number),
    );
    if (missing || step.moves.length !== other.moves.length)
      return `other parts take part in ${step.name} than in ${other.name}`;
  }
  const locals: Int32Array[] = [];
  for (const part of parts.keys()) {
    const renamed = renameLocals(network, moves, part, parts[part] as number, steps);
    if (typeof renamed === 'string') return renamed;
    locals.push(renamed);
  }
  const instances: Int32Array[] = [];
  for (const claim of network.claims) {
    const renamed = renameInstances(claim.instances, network, parts, steps, locals);
    if (typeof renamed === 'number') return `claim ${claim.name} tells them apart (table ${renamed})`;
    instances.push(renamed);
  }
  return { parts, locals, instances };
}

function renameLocals(
  network: Network,
  moves: readonly ReadonlyMap<number, ArrayLike<number>>[],
  part: number,
  other: number,
  steps: Int32Array,
): Int32Array | string {
  const [from, to] = [network.parts[part], network.parts[other]];
  if (!from || !to) return `there is no part number ${other}`;
  const renamed = new Int32Array(from.states.length).fill(-1);
  const taken = new Uint8Array(to.states.length);
  const open: number[] = [];
  const rename = (local: number, as: number) => {
    renamed[local] = as;
    taken[as] = 1;
    open.push(local);
  };
  rename(from.initial, to.initial);
  for (let i = 0; i < open.length; i++) {
    const local = open[i] as number;
    const as = renamed[local] as number;
    for (const [step, table] of moves[part] ?? []) {
      const otherStep = steps[step] as number;
      const next = table[local] as number;
      const otherNext = moves[other]?.get(otherStep)?.[as] as number;
      if (next < 0 && otherNext < 0) continue;
      if (next >= 0 && otherNext >= 0) {
        if (renamed[next] === -1 && taken[otherNext] === 0) rename(next, otherNext);
        if (renamed[next] === otherNext) continue;
      }
      const does = (of: typeof from, number: number, at: number, then: number) =>
        `${network.steps[number]?.name} ${then < 0 ? 'is refused by' : 'takes'} ${of.name} ${then < 0 ? 'in' : 'from'} ${of.states[at]}${then < 0 ? '' : ` to ${of.states[then]}`}`;
      return `${does(from, step, local, next)}, but ${does(to, otherStep, as, otherNext)}`;
    }
  }
  return renamed;
}

/** The instances that take each other's place, or the number of one that none can stand for. */
function renameInstances(
  instances: readonly (ClaimTable | StepTable)[],
  network: Network,
  parts: Int32Array,
  steps: Int32Array,
  locals: readonly Int32Array[],
): Int32Array | number {
  const keyOf = (step: number | undefined, of: readonly number[]) => `${step ?? ''}:${of.join()}`;
  const byKey = new Map<string, number[]>();
  instances.forEach((instance, i) => {
    const key = keyOf('step' in instance ? instance.step : undefined, instance.parts);
    byKey.set(key, [...(byKey.get(key) ?? []), i]);
  });
  const renamed = new Int32Array(instances.length);
  for (const [i, instance] of instances.entries()) {
    const key = keyOf(
      'step' in instance ? steps[instance.step] : undefined,
      instance.parts.map((part) => parts[part] as number),
    );
    const stands = byKey
      .get(key)
      ?.find((j) => isAlike(instance, instances[j] as ClaimTable, network, parts, locals));
    if (stands === undefined) return i;
    renamed[i] = stands;
  }
  return renamed;
}

/** Whether a table says of all local states what the other says of the renamed ones. */
function isAlike(
  one: ClaimTable,
  other: ClaimTable,
  network: Network,
  parts: Int32Array,
  locals: readonly Int32Array[],
): boolean {
  const sizeOf = (part: number) => network.parts[part]?.states.length ?? 1;
  const visit = (k: number, index: number, otherIndex: number): boolean => {
    const part = one.parts[k];
    if (part === undefined) return one.table[index] === other.table[otherIndex];
    const renamed = locals[part] as Int32Array;
    const base = index * renamed.length;
    const otherBase = otherIndex * sizeOf(parts[part] as number);
    for (let local = 0; local < renamed.length; local++) {
      const as = renamed[local] as number;
      if (as >= 0 && !visit(k + 1, base + local, otherBase + as)) return false;
    }
    return true;
  };
  return visit(0, 0, 0);
}
