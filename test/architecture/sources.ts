import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, shippedFolders } from '../fixtures/builtCli.ts';

/** One source file, by its path in the repository. */
export interface Source {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
}

/** TypeScript files below a folder. */
export function sourcesOf(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      path: `${folder}/${file}`,
      folder,
      text: readFileSync(join(root, folder, file), 'utf8'),
    }));
}

/** Everything that is published. */
export const shipped: readonly Source[] = shippedFolders.flatMap(sourcesOf);

/** What a file imports or re-exports, and whether only types. Code inside comments is not looked at. */
export function importsOf({ text }: Source): { readonly specifier: string; readonly typesOnly: boolean }[] {
  const statements = text.matchAll(
    /^(?:import|export)\b([\w\s{},*$]*)(?:\bfrom\s+|(?<=import )(?='))'([^']+)'/gm,
  );
  const dynamic = text.matchAll(/^(?!\s*(?:\*|\/\/)).*\bimport\('([^']+)'\)/gm);
  return [
    ...[...statements].map(([, what = '', specifier = '']) => ({
      specifier,
      typesOnly: /^\s*type\b/.test(what),
    })),
    ...[...dynamic].map(([, specifier = '']) => ({ specifier, typesOnly: false })),
  ];
}
