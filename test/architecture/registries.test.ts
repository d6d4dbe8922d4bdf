import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { invariants } from '../../invariants/index.ts';
import * as machinesIndex from '../../machines/index.ts';
import { proposals } from '../../proposals/index.ts';
import { root } from '../fixtures/builtCli.ts';

const exportsOf = async (folder: string, file: string): Promise<Record<string, unknown>> =>
  await import(`../../${folder}/${file}`);

/** Files of a folder, in which one export named after the file is `wanted`. */
async function filesWith(folder: string, wanted: (value: unknown) => boolean): Promise<string[]> {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'));
  const found = await Promise.all(
    files.map(async (file) => {
      const name = file.slice(0, -'.ts'.length);
      return wanted((await exportsOf(folder, file))[name]) ? [name] : [];
    }),
  );
  return found.flat();
}
const has = (field: string) => (value: unknown) =>
  typeof value === 'object' && value !== null && field in value;

describe('joining an index is registration; nothing is forgotten and nothing renamed', () => {
  test('invariants', async () => {
    const files = await filesWith('invariants', has('over'));
    expect(files.sort()).toEqual(invariants.map(({ name }) => name).sort());
  });

  test('proposals', async () => {
    const files = await filesWith('proposals', has('stands'));
    expect(files.sort()).toEqual(proposals.map(({ system }) => system.name).sort());
  });

  test('machines', async () => {
    const files = await filesWith('machines', has('root'));
    const registered: readonly unknown[] = Object.values(machinesIndex.machines);
    const exported: Readonly<Record<string, unknown>> = machinesIndex;
    expect(files.filter((file) => !registered.includes(exported[file]))).toEqual([]);
  });
});

describe.each(invariants.map((claim) => [claim.name, claim] as const))('%s', (_, claim) => {
  test('is a sentence with a source', () => {
    expect(claim.summary).toMatch(/\S+ \S+ \S+/);
    expect(claim.source).toMatch(/\S/);
    expect(claim.over.length).toBeGreaterThan(0);
  });
});
