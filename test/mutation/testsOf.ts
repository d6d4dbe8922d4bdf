import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AnyStateMachine } from 'xstate';
import { bugs, rediscover } from '../../bugs/index.ts';
import { machineOf } from '../../composition/index.ts';
import { automatonOf, conformTdisp, monitors } from '../../conformance/index.ts';
import { type machines, tdiMachine } from '../../machines/index.ts';
import { machineInputs } from '../fixtures/machineInputs.ts';
import { lifeCycleOf, shapeOf } from '../fixtures/shapeOf.ts';
import { answerIn, keyOf, type LocalState } from './ask.ts';
import type { Mutant } from './mutant.ts';
import type { Verdict } from './outcome.ts';
import { withMachine } from './withMachine.ts';

/** A test of a machine that is no claim of a design. */
export interface MachineTest {
  readonly kind: Extract<Verdict, 'bugs' | 'conformance' | 'shapes'>;
  readonly name: string;
  /** Whether the mutant fails it. The machine itself passes. */
  readonly notices: (mutant: Mutant) => Promise<boolean>;
}

/** The tests of a machine, those that say most first. */
export const testsOf = (name: keyof typeof machines, original: AnyStateMachine): readonly MachineTest[] => [
  ...bugs
    .filter(({ system }) => Object.values(system.families).some(({ machine }) => machine === original))
    .map((bug): MachineTest => {
      const { key, system, rule } = bug;
      return {
        kind: 'bugs',
        name: `bug ${key}`,
        notices: noticesBy(original, async (made) => {
          const changed = { ...rule, machine: rule.machine === original ? made : rule.machine };
          return (await rediscover({ ...bug, system: withMachine(system, original, made), rule: changed }))
            .rediscovered;
        }),
      };
    }),
  ...(original === tdiMachine ? tdispTests : []),
  ...monitors
    .filter(({ machine }) => machine === original)
    .map(
      (monitor): MachineTest => ({
        kind: 'conformance',
        name: `monitor ${monitor.name}`,
        notices: noticesBy(original, (made) => automatonOf({ ...monitor, machine: made })),
      }),
    ),
  ...machineInputs[name].map(
    (input): MachineTest => ({
      kind: 'shapes',
      name: `life cycle with ${JSON.stringify(input)}`,
      notices: noticesByLife(name, original, input),
    }),
  ),
];

/** Compares what a test sees of a mutant, as text, with what it sees of the machine. */
function noticesBy(original: AnyStateMachine, look: (made: AnyStateMachine) => unknown) {
  let passing: Promise<string | undefined> | undefined;
  return async ({ made }: Mutant): Promise<boolean> => {
    passing ??= Promise.resolve(look(original)).then((seen) => JSON.stringify(seen));
    return (await seenBy(() => look(made))) !== (await passing);
  };
}

/** What a look sees of a mutant, or that it throws. */
async function seenBy(look: () => unknown): Promise<string | undefined> {
  try {
    return JSON.stringify(await look());
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}

/**
 * What the pinned life cycle notices. Each of its digests is of all moves out of the states that are reached, so that one
 * other move is enough, and the mutant is asked only for events that it may answer otherwise. Of one that begins otherwise
 * the digests are made: it may differ in what they leave out, a field that never changes.
 */
function noticesByLife(name: string, original: AnyStateMachine, input: object) {
  const machine = machineOf(original, input);
  const { events, snapshots, next } = lifeCycleOf(name, machine);
  const states = snapshots.map((snapshot): LocalState => ({ key: machine.key(snapshot), snapshot }));
  const byDigests = noticesBy(original, (made) => shapeOf(name, machineOf(made, input)));
  return async (mutant: Mutant): Promise<boolean> => {
    const { types = [] } = mutant;
    if (types.length === 0) return byDigests(mutant);
    const changed = machineOf(mutant.made, input);
    if (types.some((type) => changed.handles.has(type) !== machine.handles.has(type))) return true;
    return events.some(
      ({ event }, e) =>
        types.includes(event.type) &&
        states.some(
          (state, s) =>
            keyOf(answerIn(mutant, changed, state, event, true)) !== states[next[e]?.[s] as number]?.key,
        ),
    );
  };
}

/** As `conform tdisp` compares them: where each recording deviates, and how often. */
const tdispTests = ['tee-io-validator.json', 'spdm-emu-lib.jsonl.gz', 'spdm-emu-dev.jsonl.gz'].map(
  (file): MachineTest => ({
    kind: 'conformance',
    name: file,
    notices: noticesBy(tdiMachine, (made) => {
      const bytes = readFileSync(join(import.meta.dirname, goldens, file));
      const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      const [report] = conformTdisp([{ file, text }], {}, made as typeof tdiMachine).files;
      return report && { steps: report.steps, cells: report.cells };
    }),
  }),
);
/** From where the build puts this file. */
const goldens = '../../../test/golden/tdisp';
