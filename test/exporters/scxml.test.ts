import { describe, expect, test } from '@jest/globals';
import { type IStateMachine, render } from 'state-machine-cat';
import { check, type Network } from '../../checker/index.ts';
import { catalogue } from '../../cli/catalogue.ts';
import { compose, lifeCycleOf } from '../../composition/index.ts';
import { scxmlMachine, scxmlNetwork } from '../../exporters/index.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

interface Region {
  readonly initial: string;
  readonly states: readonly string[];
}

interface Read {
  readonly regions: readonly Region[];
  readonly transitions: readonly {
    readonly from: string;
    readonly to: string;
    readonly event: string;
    readonly cond: string;
  }[];
}

/** SCXML as state-machine-cat reads it, whose reader shares nothing with our writer. */
async function read(scxml: string): Promise<Read> {
  const chart = (await render(scxml, { inputType: 'scxml', outputType: 'json' })) as unknown as IStateMachine;
  const all = (machine: IStateMachine): NonNullable<IStateMachine['transitions']> => [
    ...(machine.transitions ?? []),
    ...machine.states.flatMap(({ statemachine }) => (statemachine ? all(statemachine) : [])),
  ];
  const transitions = all(chart);
  const regionsOf = (machine: IStateMachine): Region[] => {
    const start = machine.states.find(({ type }) => type === 'initial');
    if (!start)
      return machine.states.flatMap(({ statemachine }) => (statemachine ? regionsOf(statemachine) : []));
    return [
      {
        initial: machine.transitions?.find(({ from }) => from === start.name)?.to ?? '',
        states: machine.states.filter(({ type }) => type === 'regular').map(({ name }) => name),
      },
    ];
  };
  return {
    regions: regionsOf(chart),
    transitions: transitions
      .filter(({ event }) => event !== undefined)
      // The reader leaves conditions as they were escaped.
      .map(({ from, to, event = '', cond = '' }) => ({
        from,
        to,
        event,
        cond: cond.replaceAll('&#x27;', "'").replaceAll('&amp;', '&'),
      })),
  };
}

/** The table of one region: for each event that it takes somewhere, the state after each state, or -1. */
const tableOf = ({ transitions }: Read, { states }: Region) => {
  const numbers = new Map(states.map((state, number) => [state, number]));
  const table = new Map<string, number[]>();
  for (const { from, to, event } of transitions) {
    const at = numbers.get(from);
    if (at === undefined) continue;
    const row = table.get(event) ?? states.map(() => -1);
    row[at] = numbers.get(to) ?? Number.NaN;
    table.set(event, row);
  }
  return Object.fromEntries(table);
};

const eventOf = (step: string) =>
  step
    .replaceAll(/[(,] ?|=/g, '.')
    .replaceAll('+', '_')
    .replace(')', '');

describe.each(Object.entries(catalogue.machines))('%s', (name, machine) => {
  test('is read back from SCXML as the table that XState gave', async () => {
    const input = catalogue.inputs[name];
    const written = await read(await scxmlMachine(machine, catalogue.alphabet, input));
    const { states, transitions } = lifeCycleOf(machine, catalogue.alphabet, input);
    const numbers = new Map(states.map(({ key }, number) => [key, number]));
    const expected = new Map<string, number[]>();
    states.forEach(({ next }, at) => {
      for (const [step, key] of next) {
        const row = expected.get(eventOf(step)) ?? states.map(() => -1);
        row[at] = numbers.get(key) ?? Number.NaN;
        expected.set(eventOf(step), row);
      }
    });
    const [region] = written.regions;
    expect(region?.states).toHaveLength(states.length);
    expect(region?.initial).toBe(region?.states[0]);
    expect(written.transitions).toHaveLength(transitions);
    expect(tableOf(written, region as Region)).toEqual(Object.fromEntries(expected));
  });
});

describe('a design', () => {
  const { network } = compose(pagesAndSlots(2, 2));

  test('is read back region by region', async () => {
    const written = await read(await scxmlNetwork(network));
    expect(written.regions.map(({ states }) => states.length)).toEqual(
      network.parts.map(({ states }) => states.length),
    );
    written.regions.forEach((region, part) => {
      expect(tableOf(written, region)).toEqual(movesOf(network, part));
    });
  });

  // SCXML's own rules: an event makes every region move whose condition holds in the configuration before.
  test('runs as SCXML to the states and transitions that the checker counts', async () => {
    const { regions, transitions } = await read(await scxmlNetwork(network));
    const events = [...new Set(transitions.map(({ event }) => event))];
    const initial = regions.map(({ initial: state }) => state);
    const seen = new Map([[initial.join(), initial]]);
    let taken = 0;
    for (const state of seen.values()) {
      for (const event of events) {
        const enabled = transitions.filter(
          (one) => one.event === event && state.includes(one.from) && holds(one.cond, state),
        );
        if (enabled.length === 0) continue;
        taken++;
        const next = state.map((local) => enabled.find(({ from }) => from === local)?.to ?? local);
        seen.set(next.join(), next);
      }
    }
    const report = await check({ network });
    expect({ states: seen.size, transitions: taken }).toEqual({
      states: report.states,
      transitions: report.transitions,
    });
  });

  test('with steps that SCXML could not tell apart is refused', async () => {
    const steps = ['GO(a=1)', 'GO a 1'].map((name) => ({ name, by: 'x', moves: [{ part: 0, to: [0] }] }));
    const parts = [{ name: 'one', states: ['s'], initial: 0 }];
    await expect(async () => scxmlNetwork({ name: 'n', parts, steps, claims: [] })).rejects.toThrow(
      'n: GO(a=1) and GO a 1 would both be called GO.a.1 in SCXML',
    );
  });
});

const movesOf = ({ steps }: Network, part: number) =>
  Object.fromEntries(
    steps.flatMap(({ name, moves }) =>
      moves.filter((move) => move.part === part).map(({ to }) => [eventOf(name), Array.from(to)]),
    ),
  );

/** A condition of `In`, `!`, `||` and `&&`, in conjunctive form as it is written. */
const holds = (cond: string, state: readonly string[]): boolean =>
  cond === '' ||
  cond.split(' && ').every((clause) => {
    const some = [...clause.matchAll(/In\('(\w+)'\)/g)].some(([, local = '']) => state.includes(local));
    return clause.startsWith('!') ? !some : some;
  });
