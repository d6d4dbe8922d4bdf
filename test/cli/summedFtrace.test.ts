import { expect, test } from '@jest/globals';
import { askCli } from '../fixtures/askCli.ts';
import { boots } from '../fixtures/kernelTraces.ts';

const traceOf = (start: string) => boots.find(({ name }) => name.startsWith(start))?.trace ?? '';

test('several traces end in a table of all, and one alone in none', async () => {
  const traces = [traceOf('x05'), traceOf('x06'), traceOf('x19')];
  const { out, code } = await askCli(['conform', 'ftrace', ...traces]);
  expect(code).toBe(1);
  const table = out.split('\n').slice(-6, -1);
  const cells = (line: number) => table[line]?.split(/ {2,}/).slice(1);
  expect(cells(0)).toEqual([
    'events',
    'mappings',
    'bounced',
    'slots predicted',
    'failures predicted',
    'refused',
    'livelocks',
    'alive',
  ]);
  expect(cells(1)).toEqual(['17,599', '1,716', '1,753', '1,734 of 1,734', '19 of 19', '0', '0', '0']);
  expect(cells(2)).toEqual(['17', '0', '0', '0 of 0', '0 of 0', '0', '0', '0']);
  expect(cells(3)).toEqual(['115,615', '10,188', '10,959', '10,188 of 10,188', '771 of 771', '0', '1', '0']);
  expect(cells(4)).toEqual(['133,231', '11,904', '12,712', '11,922 of 11,922', '790 of 790', '0', '1', '0']);
  const alone = await askCli(['conform', 'ftrace', traceOf('x06')]);
  expect(alone.out).not.toContain('slots predicted');
});
