import { describe, expect, test } from '@jest/globals';
import { machineOf } from '../../composition/index.ts';
import { machines } from '../../machines/index.ts';
import { machineInputs } from '../fixtures/machineInputs.ts';
import { shapeOf } from '../fixtures/shapeOf.ts';

describe.each(Object.entries(machineInputs))('the %s machine keeps its shape', (name, variants) => {
  test.each(variants.map((input) => [JSON.stringify(input), input] as const))('with %s', (_, input) => {
    const machine = machineOf(machines[name as keyof typeof machines], input);
    expect(shapeOf(name, machine)).toMatchSnapshot();
  });
});
