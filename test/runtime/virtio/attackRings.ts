import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@jest/globals';
import { builtCli } from '../../fixtures/builtCli.ts';

interface Seen {
  readonly mutations: number;
  readonly completions: number;
  readonly served: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly deviceRefusals: Readonly<Record<string, number>>;
  readonly requestErrors: Readonly<Record<string, number>>;
}

/** Every refusal that there is, as the attack must have met it; otherwise it was too tame to mean anything. */
const refusals = ['is out of range', 'not the head', 'writable bytes', 'ahead, and only'];
const deviceRefusals = [
  'indirect',
  'ahead in',
  'out of range',
  'a loop',
  'to be written',
  'no whole header',
  'no byte for its status',
  'outside of memory',
  'larger than',
];
const requestErrors = [
  'without writing its status',
  'the rest is stale',
  'UNSUPP',
  'IOERR',
  'NEEDS_RESET',
  'no error',
];

/** Attacks the built queues with so many mutations of the ring, and expects every refusal and no surprise. */
export async function attackRings(mutations: number, seed: number): Promise<Seen> {
  const entry = join(dirname(builtCli()), '..', 'runtime', 'index.js');
  const script = join(import.meta.dirname, 'hostileRing.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    entry,
    String(mutations),
    String(seed),
  ]);
  const seen: Seen = JSON.parse(stdout);
  expect(seen.mutations).toBeGreaterThanOrEqual(mutations);
  const unmet = (kinds: readonly string[], met: object) =>
    kinds.filter((kind) => !Object.keys(met).some((message) => message.includes(kind)));
  expect([
    ...unmet(refusals, seen.refusals),
    ...unmet(deviceRefusals, seen.deviceRefusals),
    ...unmet(requestErrors, seen.requestErrors),
  ]).toEqual([]);
  // Queues that break at once would prove little.
  expect(seen.completions).toBeGreaterThan(mutations / 2);
  expect(seen.served).toBeGreaterThan(mutations / 20);
  return seen;
}
