import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

/**
 * What the machine called `name` is not a model of: the paragraph `Left out:` of its own doc comment, which is kept in
 * what is built. Empty for a machine whose file says nothing, or that is no machine of this package.
 */
export function leftOut(name: string): string {
  const file = new URL(`../machines/${name}Machine${extname(import.meta.url)}`, import.meta.url);
  let source = '';
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const [, said = ''] = /\* Left out: ([\s\S]*?)(?:\*\/|\n \*\n)/.exec(source) ?? [];
  return said.replaceAll(/\s*\n \* ?/g, ' ').trim();
}
