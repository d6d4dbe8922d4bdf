import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AnyStateMachine } from 'xstate';
import { bugs, rediscover } from '../../bugs/index.ts';
import { machineOf } from '../../composition/index.ts';
import { automatonOf, conformTdisp, monitors } from '../../conformance/index.ts';
import { type machines, tdiMachine } from '../../machines/index.ts';
import { machineInputs } from '../fixtures/machineInputs.ts';
import { shapeOf } from '../fixtures/shapeOf.ts';
import type { Verdict } from './outcome.ts';
import { withMachine } from './withMachine.ts';

/** A test of a machine that is no claim of a design. */
export interface MachineTest {
  readonly kind: Extract<Verdict, 'bugs' | 'conformance' | 'shapes'>;
  readonly name: string;
  /** What the test looks at, as text: the machine itself passes, and whatever gives another text does not. */
  readonly look: (made: AnyStateMachine) => unknown;
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
        look: async (made) => {
          const changed = { ...rule, machine: rule.machine === original ? made : rule.machine };
          return (await rediscover({ ...bug, system: withMachine(system, original, made), rule: changed }))
            .rediscovered;
        },
      };
    }),
  ...(original === tdiMachine ? tdispTests : []),
  ...monitors
    .filter(({ machine }) => machine === original)
    .map(
      (monitor): MachineTest => ({
        kind: 'conformance',
        name: `monitor ${monitor.name}`,
        look: (made) => automatonOf({ ...monitor, machine: made }),
      }),
    ),
  ...machineInputs[name].map(
    (input): MachineTest => ({
      kind: 'shapes',
      name: `life cycle with ${JSON.stringify(input)}`,
      look: (made) => shapeOf(name, machineOf(made, input)),
    }),
  ),
];

/** As `conform tdisp` compares them: where each recording deviates, and how often. */
const tdispTests = ['tee-io-validator.json', 'spdm-emu-lib.jsonl.gz', 'spdm-emu-dev.jsonl.gz'].map(
  (file): MachineTest => ({
    kind: 'conformance',
    name: file,
    look: (made) => {
      const bytes = readFileSync(join(import.meta.dirname, goldens, file));
      const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      const [report] = conformTdisp([{ file, text }], {}, made as typeof tdiMachine).files;
      return report && { steps: report.steps, cells: report.cells };
    },
  }),
);
/** From where the build puts this file. */
const goldens = '../../../test/golden/tdisp';
