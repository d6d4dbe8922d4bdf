import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { proposals } from '../../proposals/index.ts';
import { root } from '../fixtures/builtCli.ts';

const folder = join(root, 'docs', 'threads');
const pages = readdirSync(folder).map(
  (file) => [file, readFileSync(join(folder, file), 'utf8').replaceAll(/\s+/g, ' ')] as const,
);
const said = /`coco-dma (?:trace (\w+) (\w+)|check (\w+) --invariant (\w+))` \((?:(\d+) steps?|(holds))\)/g;

/** That stands are what is found is tested with the proposals. */
test.each(pages)('what %s says is what the designs state', (_, page) => {
  const sentences = [...page.matchAll(said)];
  // Every command that a page shows says what comes of it.
  expect(sentences.length).toBe(page.match(/`coco-dma /g)?.length);
  for (const [text, leaky, broken, sound, kept, steps] of sentences) {
    const found = proposals.find(({ system }) => system.name === (leaky ?? sound));
    const stand = found?.stands[broken ?? kept ?? ''];
    expect([text, stand]).toEqual([text, steps === undefined ? 'holds' : { violated: Number(steps) }]);
  }
});
