import { describe, expect, test } from '@jest/globals';
import {
  type Decisions,
  decide,
  type Fact,
  facts,
  linux72,
  linux73,
  linux612,
  type Tree,
} from '../../../../runtime/dma/decisions/index.ts';
import { answersOf, assignments } from './answers.ts';
import { examples72, examples73 } from './examples7.ts';
import { examples612 } from './examples612.ts';
import type { RowExamples } from './rowExamples.ts';

const treesOf = ({ predicates, ...decisions }: Decisions): [string, Tree<unknown>][] =>
  Object.entries<Tree<unknown>>({ ...predicates, ...decisions });

const kernels = [
  ['Linux 6.12', linux612, examples612],
  ['Linux 7.2', linux72, examples72],
  ['Linux 7.3', linux73, examples73],
] as const;

/** Rows that no answers reach in the kernel itself: they are there for designs that change what is below. */
const notReached: Readonly<Record<string, string>> = {
  'Linux 7.3 search 1': 'force_dma_unencrypted() is true of every device of a confidential guest',
};

describe.each(kernels)('%s', (kernel, decisions, examples) => {
  const given = kernel === 'Linux 6.12' ? [] : treesOf(kernel === 'Linux 7.2' ? linux612 : linux72);
  const own = treesOf(decisions).filter(
    ([name, tree]) => !given.some((other) => other[0] === name && other[1] === tree),
  );

  test('has examples for each tree that it does not share with the kernel before it', () => {
    const sameRows = own.filter(([name, tree]) => {
      const before = given.find(([other]) => other === name)?.[1];
      return before && tree.rows === before.rows && tree.otherwise === before.otherwise;
    });
    const wanted = own.filter((tree) => !sameRows.includes(tree)).map(([name]) => name);
    // dma_map_resource() is dma_map_phys() from 7.2 on.
    const distinct = kernel === 'Linux 6.12' ? wanted : wanted.filter((name) => name !== 'mapResource');
    expect(distinct.filter((name) => !(name in examples))).toEqual([]);
  });

  const rows = Object.entries<RowExamples>(examples).flatMap(([name, of]) =>
    of.map(([holding, outcome], row) => ({ name, row, holding, outcome })),
  );
  test.each(rows)('$name, row $row: $holding', ({ name, row, holding, outcome }) => {
    const tree = Object.fromEntries(treesOf(decisions))[name] as Tree<unknown>;
    expect(tree.rows.length + 1).toBe(examples[name]?.length);
    if (`${kernel} ${name} ${row}` in notReached) {
      expect(outcome).toBeUndefined();
      return;
    }
    const decided = decide(tree, decisions.predicates, answersOf(holding));
    expect(decided).toMatchObject({ row, outcome });
    expect(decided.source).toMatch(/^Linux (6\.12|7\.[23]) /);
  });
});

test('the row that Linux 7.3 does not reach is not reached whatever the facts are', () => {
  const asked: readonly Fact[] = [
    'ioTlbMem',
    'ioTlbSlots',
    'ccGuestMemEncrypt',
    'ccHostMemEncrypt',
    'poolCcShared',
    'smeMaskTooNarrow',
    'useDmaIommu',
  ];
  const reached = new Set(
    assignments(asked).map((answers) => decide(linux73.search, linux73.predicates, answers).row),
  );
  expect([...reached].sort()).toEqual([0, 2, 3, 4]);
});

test('every fact is asked by some tree', () => {
  const asked = new Set<string>();
  for (const { trees } of [linux612, linux72, linux73].map((kernel) => ({ trees: treesOf(kernel) })))
    for (const [, { rows }] of trees)
      for (const { if: condition } of rows)
        for (const literal of condition.flat()) asked.add(literal.replace('!', ''));
  // What only designs ask is not Linux's.
  const ofDesigns = ['privateDevice', 'blockedDevice', 'swiotlbCapability'];
  expect(Object.keys(facts).filter((fact) => !asked.has(fact))).toEqual(ofDesigns);
});
