import { stridesOf } from '../judges.ts';
import { type Layout, layoutOf } from '../layout.ts';
import type { ClaimTable, Network, Step } from '../network.ts';
import { stepOrderOf } from '../successors.ts';
import { Image } from './image.ts';

/** Steps in one word of a set of steps. */
export const STEPS_PER_WORD = 64;

/** A network as the hot loop reads it: tables in the first part of its memory, and the addresses of these. */
export interface Program {
  readonly layout: Layout;
  /** Step numbers of the network in the order in which the loop takes steps, which is that of the plain loop. */
  readonly order: readonly number[];
  readonly image: Image;
  /** Words of 64 steps in a set of steps. */
  readonly stepWords: number;
  /** For each word of a set of steps: the parts that some step of it needs. */
  readonly concerned: readonly (readonly number[])[];
  /** By part: sets of steps, one for each local state, that the part does not refuse. */
  readonly acceptAt: readonly number[];
  /** Most parts that one step moves; every step has as many moves, of which some move nothing. */
  readonly movesMax: number;
  /** Moves of the steps: address of the local state, address of its changes, byte of the word that changes. */
  readonly movesAt: number;
  /** Local states by part, of the state at hand. */
  readonly localAt: number;
  /** Most parts that a table of a claim is over. */
  readonly judgedMax: number;
  /** For each word of a set of steps: those that some claim judges. */
  readonly judgedAt: number;
  /** By step: the list of judges of the step itself, and of the states that it leads to. */
  readonly stepJudgesAt: number;
  readonly stateJudgesAt: number;
  /** By claim: whether it has applied; the state and the step of its first violation. */
  readonly appliedAt: number;
  readonly violatedStateAt: number;
  readonly violatedStepAt: number;
  /** Tables of the `possible` claims: a judge for each instance, by claim. */
  readonly possible: readonly { readonly claim: number; readonly judgeAt: number }[];
}

/** Bytes of one move of a step. */
export const MOVE_BYTES = 12;

/** Bytes of one judge: claim, table, and for each part its local state and its stride. */
export const judgeBytes = (judgedMax: number): number => 8 + 8 * judgedMax;

/** Lays the tables of a network out in memory. */
export function programOf(network: Network): Program {
  const layout = layoutOf(network);
  const order = stepOrderOf(network);
  const steps = order.map((number) => network.steps[number] as Step);
  const image = new Image();
  // Address 0 reads as zero: the local state and the change of moves that are none.
  const zeroAt = image.room(16);
  const localAt = image.room(4 * network.parts.length);

  const stepWords = Math.ceil(steps.length / STEPS_PER_WORD);
  const concerned = Array.from({ length: stepWords }, (_, word) => [
    ...new Set(
      steps
        .slice(word * STEPS_PER_WORD, (word + 1) * STEPS_PER_WORD)
        .flatMap(({ moves }) => moves.map(({ part }) => part)),
    ),
  ]);
  const acceptAt = network.parts.map(({ states }, part) => {
    const accept = new BigUint64Array(states.length * stepWords);
    steps.forEach(({ moves }, index) => {
      const to = moves.find((move) => move.part === part)?.to;
      for (let local = 0; local < states.length; local++) {
        const cell = local * stepWords + Math.floor(index / STEPS_PER_WORD);
        if (!to || (to[local] as number) >= 0)
          accept[cell] = (accept[cell] as bigint) | (1n << BigInt(index % STEPS_PER_WORD));
      }
    });
    return image.place(accept);
  });

  const changeBytes = layout.words === 2 ? 8 : 4;
  const changesAt = new Map<string, number>();
  const changesOf = (part: number, to: ArrayLike<number>): number => {
    const key = `${part}:${Array.from(to)}`;
    const known = changesAt.get(key);
    if (known !== undefined) return known;
    const changes = new Uint32Array((to.length * changeBytes) / 4);
    for (let local = 0; local < to.length; local++) {
      const target = to[local] as number;
      // Of a word pair the second word is the upper half.
      const cell = changeBytes === 8 ? local * 2 + (layout.word[part] as number) : local;
      if (target >= 0) changes[cell] = (local ^ target) << (layout.shift[part] as number);
    }
    const at = image.place(changes);
    changesAt.set(key, at);
    return at;
  };
  const moving = steps.map(({ moves }) =>
    moves.filter(({ to }) => Array.from(to).some((target, local) => target >= 0 && target !== local)),
  );
  const movesMax = Math.max(1, ...moving.map(({ length }) => length));
  const moves = new Uint32Array((steps.length * movesMax * MOVE_BYTES) / 4);
  moving.forEach((of, step) => {
    for (let m = 0; m < movesMax; m++) {
      const move = of[m];
      moves.set(
        move
          ? [localAt + 4 * move.part, changesOf(move.part, move.to), 4 * (layout.word[move.part] as number)]
          : [zeroAt, zeroAt, 0],
        ((step * movesMax + m) * MOVE_BYTES) / 4,
      );
    }
  });
  const movesAt = image.place(moves);

  // Claims about runs are decided on what was found.
  const judgedKinds: readonly string[] = ['always', 'eachStep', 'possible'];
  const judgedClaims = [...network.claims.entries()].filter(([, { kind }]) => judgedKinds.includes(kind));
  const instances = judgedClaims.flatMap(([, of]) => of.instances as readonly ClaimTable[]);
  const judgedMax = Math.max(1, ...instances.map(({ parts }) => parts.length));
  const tablesAt = new Map<ArrayLike<number>, number>();
  const judgeOf = (claim: number, { parts, table }: ClaimTable): number[] => {
    const tableAt = tablesAt.get(table) ?? image.place(Uint8Array.from(table));
    tablesAt.set(table, tableAt);
    const strides = stridesOf(network, parts);
    const over = Array.from({ length: judgedMax }, (_, i) => {
      const part = parts[i];
      return part === undefined ? [zeroAt, 0] : [localAt + 4 * part, strides[i] as number];
    });
    return [claim, tableAt, ...over.flat()];
  };
  const stepJudges: number[][] = steps.map(() => []);
  const stateJudges: number[][] = steps.map(() => []);
  const possible: { claim: number; judgeAt: number }[] = [];
  for (const [number, claim] of judgedClaims) {
    for (const instance of claim.instances) {
      const judge = judgeOf(number, instance);
      if ('step' in instance) stepJudges[order.indexOf(instance.step)]?.push(...judge);
      else if (claim.kind === 'possible')
        possible.push({ claim: number, judgeAt: image.place(Uint32Array.from(judge)) });
      else
        moving.forEach((of, step) => {
          if (of.some(({ part }) => instance.parts.includes(part))) stateJudges[step]?.push(...judge);
        });
    }
  }
  const judged = new BigUint64Array(stepWords);
  stepJudges.forEach((of, step) => {
    const word = Math.floor(step / STEPS_PER_WORD);
    if (of.length > 0) judged[word] = (judged[word] as bigint) | (1n << BigInt(step % STEPS_PER_WORD));
  });
  const listsAt = (lists: readonly (readonly number[])[]): number =>
    image.place(
      Uint32Array.from(
        lists.map((of) => image.place(Uint32Array.from([(4 * of.length) / judgeBytes(judgedMax), ...of]))),
      ),
    );

  return {
    layout,
    order,
    image,
    stepWords,
    concerned,
    acceptAt,
    movesMax,
    movesAt,
    localAt,
    judgedMax,
    judgedAt: image.place(judged),
    stepJudgesAt: listsAt(stepJudges),
    stateJudgesAt: listsAt(stateJudges),
    appliedAt: image.room(network.claims.length),
    violatedStateAt: image.place(new Int32Array(network.claims.length).fill(-1)),
    violatedStepAt: image.place(new Int32Array(network.claims.length).fill(-1)),
    possible,
  };
}
