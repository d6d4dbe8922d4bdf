import { describe, expect, test } from '@jest/globals';
import { check } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { trafficLights } from '../../docs/examples/trafficLights.ts';
import { twoPhaseCommit } from '../../docs/examples/twoPhaseCommit.ts';

describe('the examples, counted by hand', () => {
  test('lights that know nothing of each other: 3 x 3 states, each with a step for each light', async () => {
    expect(await check(compose(trafficLights(false)))).toMatchObject({
      states: 9,
      transitions: 18,
      depth: 4,
    });
  });

  test('interlocked lights: all red, or one of two green or yellow', async () => {
    expect(await check(compose(trafficLights(true)))).toMatchObject({ states: 5, transitions: 6, depth: 2 });
  });

  test.each([2, 3, 4])(
    '%i philosophers who all take the left fork first starve after as many steps',
    async (seats) => {
      const { claims } = await check(compose(diningPhilosophers(seats, false)));
      expect(claims[0]?.trace).toEqual(
        Array.from({ length: seats }, (_, seat) =>
          expect.objectContaining({ event: `TAKE(philosopher=${seat}, fork=${seat})` }),
        ),
      );
      expect((await check(compose(diningPhilosophers(seats, true)))).claims[0]?.verdict).toBe('holds');
    },
  );

  test.each([2, 3])('%i sites agree if and only if the coordinator waits', async (sites) => {
    expect((await check(compose(twoPhaseCommit(sites, false)))).claims.map(({ verdict }) => verdict)).toEqual(
      ['holds', 'holds'],
    );
    expect((await check(compose(twoPhaseCommit(sites, true)))).claims.map(({ verdict }) => verdict)).toEqual([
      'violated',
      'violated',
    ]);
  });

  test.each([
    trafficLights(true),
    trafficLights(false),
    diningPhilosophers(3, false),
    diningPhilosophers(3, true),
    twoPhaseCommit(2, true),
  ])('XState itself sees the same ($name)', async (system) => {
    const composed = compose(system);
    const [explicit, reference] = [await check(composed), await check(composed, { engine: 'reference' })];
    const numbers = ({ states, transitions, depth, claims }: typeof explicit) => [
      states,
      transitions,
      depth,
      claims.map(({ verdict, trace }) => [verdict, trace?.length]),
    ];
    expect(numbers(explicit)).toEqual(numbers(reference));
  });
});
