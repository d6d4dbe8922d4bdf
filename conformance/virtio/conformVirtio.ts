import { Actor } from './actor.ts';
import { modelStage } from './modelStage.ts';
import { platformScenarios } from './platformScenarios.ts';
import { qemuStage } from './qemuStage.ts';
import { registerScenarios } from './registerScenarios.ts';
import type { Scenario } from './scenario.ts';
import type { Stage, StageOptions } from './stage.ts';

/** What both sides made of a scenario. */
export interface VirtioRow {
  readonly id: string;
  readonly setUp: string;
  readonly model: string;
  readonly qemu: string;
  /** Both were seen to do the same. */
  readonly agree: boolean;
  /** Each did what the scenario says of it; where they differ, `why` says why. */
  readonly asStated: boolean;
  readonly why?: string;
  readonly breaks?: string;
}

/** The scenarios E1 to E27: those that need no guest kernel. */
export const virtioScenarios: readonly Scenario[] = [...registerScenarios, ...platformScenarios];

/** What our runtime makes of a scenario. */
export const playOnModel = (scenario: Scenario): Promise<string> => playOn(scenario, modelStage);

/** What QEMU makes of it. @throws {QemuError} if there is no QEMU here. */
export const playOnQemu = (scenario: Scenario): Promise<string> => playOn(scenario, qemuStage);

async function playOn(
  { stage: options, play }: Scenario,
  make: (options: StageOptions) => Stage | Promise<Stage>,
): Promise<string> {
  const stage = await make(options);
  try {
    return await play(new Actor(stage), stage);
  } finally {
    await stage.close();
  }
}

/** Plays a scenario on both. @throws {QemuError} if there is no QEMU here. */
export async function conformVirtio(scenario: Scenario): Promise<VirtioRow> {
  const { id, setUp, differs, breaks } = scenario;
  const [model, qemu] = [await playOnModel(scenario), await playOnQemu(scenario)];
  return {
    id,
    setUp,
    model,
    qemu,
    agree: model === qemu,
    asStated: qemu === scenario.qemu && model === (differs?.model ?? scenario.qemu),
    ...(differs ? { why: differs.why } : {}),
    ...(breaks ? { breaks } : {}),
  };
}
