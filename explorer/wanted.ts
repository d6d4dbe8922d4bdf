import { HOLDS, type Network, type NetworkClaim, VIOLATED } from '../checker/index.ts';

/** Entries of a table above which a question names too many parts. */
const ENTRIES_MAX = 20_000_000;

/**
 * "A state where …" as a claim that there is none, so that a counterexample of it is a shortest way there:
 * `page[0]: shared secret, slot[0]: held` asks for a state in which the label of each named part has all of the words.
 *
 * @throws {RangeError} for a part that there is not, words that no state of it has, or too many parts at once.
 */
export function wantedState(network: Network, question: string): NetworkClaim {
  const chosen = question.split(',').map((one) => {
    const [name = '', ...words] = one.trim().split(/[\s:]+/);
    const part = network.parts.findIndex((known) => known.name === name);
    if (part < 0)
      throw new RangeError(
        `there is no part ${name}; write for example ${network.parts[0]?.name}: ${network.parts[0]?.states[0]?.split(' ')[0]}`,
      );
    const fits = (network.parts[part]?.states ?? []).map((label) => {
      const has = label.split(/[\s=]+/);
      return words.every((word) => has.includes(word) || label.split(' ').includes(word));
    });
    if (!fits.includes(true)) throw new RangeError(`${name} has no state with ${words.join(' ')}`);
    return { part, fits };
  });
  const entries = chosen.reduce((product, { fits }) => product * fits.length, 1);
  if (entries > ENTRIES_MAX) throw new RangeError(`that names ${chosen.length} parts, too many at once`);
  let table: number[] = [VIOLATED];
  for (const { fits } of chosen)
    table = table.flatMap((mark) => fits.map((fit) => (fit && mark === VIOLATED ? VIOLATED : HOLDS)));
  return { name: 'wanted', kind: 'always', instances: [{ parts: chosen.map(({ part }) => part), table }] };
}
