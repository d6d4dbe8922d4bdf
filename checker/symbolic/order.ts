import type { Network } from '../network.ts';

/**
 * Orders of the parts for the diagrams, the first part on top. A step is found at its highest level, and that is cheap
 * where its highest part changes and the others only consent. So in the first order the parts that change while others
 * consent stand above those that consent while others change; in the second, simply those above that more steps change,
 * which is better where most steps change several parts at once. Parts that no step ties to each other, not
 * even by way of others, stand apart, so that their diagrams are added up and not multiplied.
 */
export function ordersOf(network: Network): number[][] {
  const consent = new Float64Array(network.parts.length);
  const change = new Float64Array(network.parts.length);
  // By part: one number for all that are tied together.
  const group = Int32Array.from(network.parts.keys());
  const tie = (a: number, b: number) => {
    const [from, to] = [group[a] as number, group[b] as number];
    if (from !== to) group.set(group.map((of) => (of === from ? to : of)));
  };
  for (const { moves } of network.steps) {
    const matters = moves.filter(({ to }) => Array.from(to).some((t, s) => t !== s));
    for (const { part } of matters) tie(part, matters[0]?.part ?? part);
    const changes = moves.filter(({ to }) => Array.from(to).some((t, s) => t >= 0 && t !== s));
    const consents = moves.filter((move) => !changes.includes(move));
    for (const { part } of changes) change[part] = (change[part] as number) + 1;
    if (changes.length === 0 || consents.length === 0) continue;
    for (const { part } of changes) consent[part] = (consent[part] as number) + 1;
    for (const { part } of consents) consent[part] = (consent[part] as number) - 1;
  }
  return [consent, change].map((score) =>
    [...network.parts.keys()].sort(
      (a, b) =>
        (group[a] as number) - (group[b] as number) || (score[b] as number) - (score[a] as number) || a - b,
    ),
  );
}

/**
 * The parts as somebody asked for them: an entry is a part's name, or the name of a family, which stands for
 * all parts called `family[...]`. Parts that are not named follow in their own order.
 *
 * @throws {TypeError} for an entry that names no part, and for a part named twice.
 */
export function orderByName(network: Network, names: readonly string[]): number[] {
  const chosen: number[] = [];
  for (const wanted of names) {
    const found = network.parts.flatMap(({ name }, part) =>
      name === wanted || name.startsWith(`${wanted}[`) ? [part] : [],
    );
    if (found.length === 0) throw new TypeError(`order: there is no part ${wanted} in ${network.name}`);
    const twice = found.find((part) => chosen.includes(part));
    if (twice !== undefined) throw new TypeError(`order: ${network.parts[twice]?.name} is named twice`);
    chosen.push(...found);
  }
  return [...chosen, ...[...network.parts.keys()].filter((part) => !chosen.includes(part))];
}
