import { expect, test } from '@jest/globals';
import { rowNames } from '../../bench/index.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

test('every checker of the bench is installed and counts what there is, in two worlds', async () => {
  for (const world of ['pages=2,slots=3', 'pages=3,slots=2']) {
    const { code, out } = await runBuilt([
      'bench',
      '--json',
      '--quick',
      '--size',
      world,
      '--row',
      ...rowNames,
    ]);
    const { rows, small, leftOut } = JSON.parse(out);
    expect({ code, leftOut }).toEqual({ code: 0, leftOut: [] });
    expect(rows.length + small.length).toBe(rowNames.length + 1);
  }
}, 300_000);
