import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { check, type Network } from '../../checker/index.ts';

/** The example in the doc comment of `Network`, for people who write one by hand: it must run as it stands. */
const example = (): { text: string; network: Network } => {
  const source = readFileSync(new URL('../../checker/network.ts', import.meta.url), 'utf8');
  const text = (/```ts\n(.*?)```/s.exec(source)?.[1] ?? '').replaceAll(/^ \* ?/gm, '');
  const network = new Function(
    `${text.replace('const lamps: Network =', 'const lamps =')}; return lamps;`,
  )() as Network;
  return { text, network };
};

test('the lamps of the doc comment are what it says they are', async () => {
  const { network } = example();
  // (off, off) and (on, on) by TOGGLE; (off, broken) and (on, broken) by FAIL, where TOGGLE is refused and
  // FAIL too. Transitions: TOGGLE and FAIL from each of the first two.
  expect(await check({ network })).toMatchObject({ states: 4, transitions: 4, depth: 2, complete: true });
});

test('and its claim fails where a lamp is broken while the other is on', async () => {
  const { network } = example();
  const { claims } = await check({ network });
  expect(claims).toEqual([
    { claim: 'bothAlike', verdict: 'violated', trace: [{ event: 'FAIL', by: 'world' }] },
  ]);
});
