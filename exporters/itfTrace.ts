import type { TraceStep } from '../checker/index.ts';
import { replay, type World } from '../composition/index.ts';

/**
 * A trace in the Informal Trace Format of Apalache and Quint, as data for `JSON.stringify`. Every family is a variable: a
 * function from indexes to records of XState's `value` and `context`.
 * What led to a state is in the variables in which Quint keeps it: `mbt::actionTaken`, the type of the event, and
 * `mbt::nondetPicks`, its parameters. A loop is closed by `loop`, the number of the state to which its last step leads back.
 *
 * Source: Apalache ADR-015; `--mbt` of Quint, `quint/src/itf.ts`.
 * Left out: the format has no null, which is written as the empty tuple, and no fractions, which are `#unserializable`.
 *
 * @throws {RangeError} for a trace that the machines do not take.
 */
export function itfTrace(world: World, trace: readonly TraceStep[], loop: readonly TraceStep[] = []): object {
  const all = [...trace, ...loop];
  const { states } = replay(world, all);
  const members = world.parts.flatMap((part, number) => (part.monitors ? [] : [{ ...part, number }]));
  const families = [...new Set(members.map(({ family }) => family))];
  const events = new Map(world.steps.map(({ name, event }) => [name, event]));
  // The last state of a loop is the one that it began in.
  const told = loop.length > 0 ? states.slice(0, -1) : states;
  return {
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
      source: world.system.name,
    },
    vars: [...families, 'mbt::actionTaken', 'mbt::nondetPicks'],
    ...(loop.length > 0 ? { loop: trace.length } : {}),
    states: told.map((state, index) => {
      const step = all[index - 1];
      const { type = 'init', ...picks } = events.get(step?.event ?? '') ?? {};
      return {
        '#meta': { index, ...step },
        ...Object.fromEntries(
          families.map((wanted) => [
            wanted,
            {
              '#map': members
                .filter(({ family }) => family === wanted)
                .map((member) => {
                  const { value, context } = state[member.number] as (typeof state)[number];
                  return [itfValue(member.index), itfValue({ value, context })];
                }),
            },
          ]),
        ),
        'mbt::actionTaken': type,
        'mbt::nondetPicks': Object.fromEntries(
          Object.entries(picks).map(([name, value]) => [name, { tag: 'Some', value: itfValue(value) }]),
        ),
      };
    }),
  };
}

function itfValue(value: unknown): unknown {
  if (value === null) return { '#tup': [] };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { '#bigint': `${value}` } : { '#unserializable': `${value}` };
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(itfValue);
  return Object.fromEntries(Object.entries(value).map(([field, held]) => [field, itfValue(held)]));
}
