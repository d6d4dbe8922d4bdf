import { forecast, sizesOf } from '../composition/index.ts';
import type { Proposal } from '../proposals/index.ts';
import { type Cli, printJson } from './command.ts';
import { type ExitCode, exitCode } from './exitCode.ts';
import { forecastText } from './forecastText.ts';

/** `check --forecast`: says of each proposal how large its world will be, and searches only smaller ones. */
export async function foretell(
  { io }: Cli,
  proposals: readonly Proposal[],
  size: Readonly<Record<string, number>>,
  json: boolean,
): Promise<ExitCode> {
  const forecasts: object[] = [];
  for (const { system, smallSizes } of proposals) {
    const wanted = Object.fromEntries(Object.entries(size).filter(([set]) => set in sizesOf(system)));
    const foreseen = await forecast(system, wanted, smallSizes);
    if (json) forecasts.push({ name: system.name, ...foreseen });
    else io.out(`${forecastText(system.name, foreseen)}\n`);
  }
  if (json) printJson(io, { schema: 1, forecasts });
  return exitCode.asStated;
}
