import { existsSync } from 'node:fs';
import { test } from '@jest/globals';
import { isOfRuns, isOfStates } from '../../exporters/networkWords.ts';
import { crosscheck } from '../fixtures/crosscheck.ts';
import { tlcCount } from '../fixtures/tlcCount.ts';

/** TLC comes in no package: whoever has it says where. */
const jar = process.env['TLA2TOOLS'];

if (jar !== undefined && existsSync(jar))
  crosscheck('TLC', tlcCount(jar), (claim) => isOfStates(claim) || isOfRuns(claim));
else
  test('TLC was not run', () => {
    process.stdout.write(
      `TLC was not run, and nothing of the TLA+ exports was compared: ${jar === undefined ? 'give the path of a tla2tools.jar in TLA2TOOLS' : `there is no ${jar}`}\n`,
    );
  });
