import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type HostMove, hostMoves, machines, stepsOfMove } from '../../machines/index.ts';
import { proposals } from '../../proposals/index.ts';
import { root } from '../fixtures/builtCli.ts';

const page = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8');
const [modelled = '', rest = ''] = page.split('No machine has the matter for these:');
const [leftOut = '', found = ''] = rest.split('<!-- moves -->');
const rowsOf = (text: string) =>
  [...text.matchAll(/^\| (M\d\d) \|(.*)\|$/gm)].map(
    ([, move, cells = '']) => [move, cells.split(' | ')] as const,
  );
const moves = Object.keys(hostMoves) as HostMove[];

test('all forty moves are listed: those of the machines, and the others with a reason', () => {
  expect(rowsOf(modelled).map(([move]) => move)).toEqual(moves);
  const all = [...rowsOf(modelled), ...rowsOf(leftOut)].map(([move]) => move);
  expect(all.sort()).toEqual(Array.from({ length: 40 }, (_, i) => `M${`${i + 1}`.padStart(2, '0')}`));
  for (const [, cells] of rowsOf(modelled)) expect(cells.filter((cell) => /\S/.test(cell))).toHaveLength(2);
  for (const [, cells] of rowsOf(leftOut)) expect(cells.filter((cell) => /\S/.test(cell))).toHaveLength(3);
});

test.each(moves)(
  '%s is a step of the host that some machine hears, and its row is of these machines and designs',
  (move) => {
    const steps = stepsOfMove(move);
    expect(steps).not.toEqual([]);
    const hearing = Object.entries(machines).filter(
      ([name, { events }]) => name !== 'host' && events.some((type) => steps.includes(type)),
    );
    expect(hearing).not.toEqual([]);
    const designs = proposals.filter((proposal) => proposal.moves.includes(move));
    const row =
      rowsOf(found)
        .find(([named]) => named === move)?.[1]
        .join(' | ') ?? '';
    expect(row).toContain(`${designs.length}: `);
    for (const type of steps) expect(row).toContain(`\`${type}\``);
    for (const [name] of hearing) expect(row).toContain(`\`${name}\``);
    for (const { system } of designs) expect(row).toContain(system.name);
  },
);
