import { beforeAll, describe, expect, test } from '@jest/globals';
import type { AnyStateMachine } from 'xstate';
import { reusedPage, reusedSlot } from '../../bugs/worlds/dmaWorlds.ts';
import { check, type Report } from '../../checker/index.ts';
import { compose, type System } from '../../composition/index.ts';
import { pageMachine, slotMachine } from '../../machines/index.ts';
import { composeMutant } from './composeMutant.ts';
import { differenceIn } from './differenceIn.ts';
import { type Habitat, habitatOf } from './habitat.ts';
import { initialContents } from './initialContents.ts';
import { judge } from './judge.ts';
import { lampDesign, lampMachine } from './lamp.ts';
import { mutantsOf } from './mutantsOf.ts';
import { withMachine } from './withMachine.ts';

const contexts = [0, 1, 2].map((count) => ({ limit: 1, count }));
const mutants = [
  ...mutantsOf('lamp', lampMachine),
  ...initialContents('lamp', lampMachine, [undefined], contexts),
];
const told = ({ states, transitions, claims }: Report) => ({
  states,
  transitions,
  claims: claims.map(({ claim, verdict, trace }) => [claim, verdict, trace?.length]),
});

describe('in a small design', () => {
  let habitat: Habitat;
  beforeAll(async () => {
    habitat = await habitatOf(lampDesign);
  });
  const judged = async (name: string, all = false) => {
    const mutant = mutants.find((one) => one.name === name);
    if (!mutant) throw new Error(`there is no ${name}`);
    return judge({ original: lampMachine, mutants, habitats: [habitat], tests: [] }, mutant, all);
  };

  test('the design is as it states', async () => {
    const report = await check(compose(lampDesign.system));
    const claims = [
      ['onAtMostOnce', 'holds', undefined],
      ['onIsCounted', 'violated', 2],
    ];
    expect(told(report)).toEqual({ ...lampDesign.pinned, claims });
  });

  test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'what is composed of %s is what compose makes of it',
    async (_, mutant) => {
      const whole = compose(withMachine(lampDesign.system, lampMachine, mutant.made));
      expect(told(await check(composeMutant(habitat, lampMachine, mutant)))).toEqual(
        told(await check(whole)),
      );
    },
  );

  test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'a difference of %s that is not met is none',
    async (_, mutant) => {
      if (differenceIn(habitat, lampMachine, mutant) === 'met') return;
      const changed = told(await check(composeMutant(habitat, lampMachine, mutant)));
      expect(changed).toEqual(told(await check(habitat.composition)));
    },
  );

  test('claims notice that the guard has gone or the lamp cannot be reset, and the graph that it stays on', async () => {
    expect(await judged('off.SWITCH: guard mayGoOn deleted')).toMatchObject({
      verdict: 'claims',
      noticed: ['lampAndHand: onAtMostOnce'],
    });
    expect(await judged('.RESET: deleted')).toMatchObject({
      verdict: 'claims',
      noticed: ['lampAndHand: onIsCounted'],
    });
    expect(await judged('on.SWITCH: deleted')).toMatchObject({ verdict: 'graph', noticed: ['lampAndHand'] });
  });

  test('nobody notices what the design never lets happen, and it is said so', async () => {
    expect(await judged('on.THROW: to off')).toMatchObject({ verdict: 'survivor', met: false });
  });
});

/** A world of the known bugs, with what is found of it, as a design. */
async function designOf(system: System) {
  const { claims, states, transitions } = await check(compose(system));
  const stands = Object.fromEntries(claims.map(({ claim, verdict }) => [claim, verdict as 'holds']));
  return {
    ...lampDesign,
    system,
    stands,
    pinned: { states: Number(states), transitions: Number(transitions) },
  };
}

test.each([
  ['slot', slotMachine, reusedSlot, 'free.MAP_BOUNCED: action fill deleted', 'unmapReturnsOwnBytes'],
  [
    'page',
    pageMachine,
    reusedPage,
    'unknown.WRITE: guard itsDriverInDoubt deleted',
    'hostKnowledgeIsDeclassified',
  ],
] as const)(
  '%s: a protection taken away is noticed by the claim that needs it',
  async (name, machine, system, mutant, claim) => {
    const original: AnyStateMachine = machine;
    const habitats = [await habitatOf(await designOf(system))];
    const subject = { original, mutants: mutantsOf(name, original), habitats, tests: [] };
    const changed = subject.mutants.find((one) => one.name === mutant);
    expect(changed && (await judge(subject, changed, false))).toMatchObject({
      verdict: 'claims',
      noticed: [`${system.name}: ${claim}`],
    });
  },
);
