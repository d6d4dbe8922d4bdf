import { check } from '../checker/index.ts';
import { type Composition, compose, type System, stateChange } from '../composition/index.ts';
import {
  type Answer,
  brokenBy,
  type ExploredDesign,
  type ExploredState,
  initialLocals,
  type Locals,
  localsAfter,
  wantedState,
} from '../explorer/index.ts';
import { stateClass, svgMachine } from '../exporters/index.ts';
import { rulesAbout } from '../rules/index.ts';
import type { Catalogue } from './catalogue.ts';
import { cellsOf } from './designData.ts';
import { leaksIn, memoryMap } from './memoryMap.ts';
import { pick } from './pick.ts';
import { pickProposal } from './pickProposal.ts';
import { pickRules, without } from './without.ts';

interface Known {
  readonly system: System;
  readonly composition: Composition;
  readonly design: ExploredDesign;
}

/**
 * The explorer's answers: `state`, a design and a state of it, given as the numbers of the steps that lead there;
 * `diagram`, the machine of one of its families; and `find`, a shortest way to what breaks a claim or to a state that
 * is described.
 */
export function explorerAnswers(
  catalogue: Catalogue,
): Readonly<Record<'state' | 'diagram' | 'find', Answer>> {
  const known = new Map<string, Known>();
  const lookUp = (query: URLSearchParams): Known => {
    const key = `${query.get('design')}/${query.get('without') ?? ''}`;
    const found = known.get(key) ?? explore(catalogue, query);
    known.set(key, found);
    return found;
  };
  return {
    state(query) {
      const { composition, design } = lookUp(query);
      return { design, state: stateOf(composition, numbersOf(query.get('path'))) };
    },
    async diagram(query) {
      const { system } = lookUp(query);
      return { svg: await svgMachine(pick('family', query.get('family') ?? '', system.families).machine) };
    },
    async find(query, signal, onProgress) {
      const { network } = lookUp(query).composition;
      const claim = query.get('claim');
      const claims =
        claim === null
          ? [wantedState(network, query.get('question') ?? '')]
          : network.claims.filter(({ name }) => name === claim);
      const report = await check({ network: { ...network, claims } }, { signal, onProgress });
      const [found] = report.claims;
      const steps = new Map(network.steps.map(({ name }, number) => [name, number]));
      const way = found?.verdict === 'violated' ? [...(found.trace ?? []), ...(found.loop ?? [])] : undefined;
      return {
        verdict: found?.verdict ?? 'no such claim',
        ...(way ? { path: way.map(({ event }) => steps.get(event)) } : {}),
      };
    },
  };
}

const numbersOf = (text: string | null): number[] =>
  (text ?? '')
    .split('.')
    .filter((step) => step !== '')
    .map(Number);

function explore(catalogue: Catalogue, query: URLSearchParams): Known {
  const proposal = pickProposal(catalogue, query.get('design') ?? '');
  const off = pickRules(
    catalogue,
    (query.get('without') ?? '').split(',').filter((name) => name !== ''),
  );
  const { system, title } = without(proposal, off);
  const composition = compose(system);
  const { world } = composition;
  return {
    system,
    composition,
    design: {
      name: system.name,
      title,
      designs: catalogue.proposals.map((known) => known.system.name),
      parts: world.parts.filter(({ monitors }) => !monitors).map(({ name, family }) => ({ name, family })),
      memory: memoryMap(world, snapshotsOf(composition, initialLocals(composition.network))).map(
        ({ name }) => name,
      ),
      claims: system.claims.map(({ name, summary }) => ({ name, summary })),
      rules: rulesAbout(system, catalogue.rules).map((rule) => ({
        name: rule.name,
        summary: rule.summary,
        off: off.includes(rule),
      })),
    },
  };
}

/** @throws {RangeError} for a step that cannot happen where the way has come to. */
function stateOf(composition: Composition, path: readonly number[]): ExploredState {
  const { network, world } = composition;
  let [before, at] = [initialLocals(network), initialLocals(network)];
  path.forEach((step, number) => {
    const next = localsAfter(network, at, step);
    if (!next) throw new RangeError(`step ${number + 1} of this way cannot happen in ${network.name}`);
    [before, at] = [at, next];
  });
  const state = snapshotsOf(composition, at);
  const last = path.at(-1);
  return {
    parts: state.flatMap((snapshot, part) =>
      world.parts[part]?.monitors
        ? []
        : [
            {
              label: network.parts[part]?.states[at[part] ?? 0] ?? '',
              classes: pathsOf(snapshot.value).map(stateClass),
            },
          ],
    ),
    memory: cellsOf(world, state),
    leaks: leaksIn(world, state),
    steps: network.steps.flatMap(({ name, by }, step) => {
      const after = localsAfter(network, at, step);
      const summary = world.system.alphabet[world.steps[step]?.event.type ?? '']?.summary ?? '';
      return after ? [{ step, event: name, by, summary, breaks: brokenBy(network, at, step, after) }] : [];
    }),
    ...(last === undefined ? {} : { last: lastOf(composition, before, last, at) }),
  };
}

function lastOf(
  composition: Composition,
  before: Locals,
  step: number,
  after: Locals,
): NonNullable<ExploredState['last']> {
  const { network } = composition;
  const [was, is] = [snapshotsOf(composition, before), snapshotsOf(composition, after)];
  const { name: event = '', by = '' } = network.steps[step] ?? {};
  const changes = network.parts.flatMap(({ name }, part) =>
    before[part] === after[part] ? [] : [`${name}: ${stateChange(was[part], is[part])}`],
  );
  return { event, by, changes, breaks: brokenBy(network, before, step, after) };
}

const snapshotsOf = ({ tables }: Composition, locals: Locals) =>
  locals.flatMap((local, part) => tables[part]?.snapshots[local] ?? []);

/** Paths of the states that a state value is in: `on`, `on.bright`. */
function pathsOf(value: unknown, above = ''): string[] {
  if (typeof value === 'string') return [`${above}${value}`];
  return Object.entries(value as object).flatMap(([key, inside]) => [
    `${above}${key}`,
    ...pathsOf(inside, `${above}${key}.`),
  ]);
}
