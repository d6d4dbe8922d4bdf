import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compose } from '../../composition/index.ts';
import { murphi, promela, tlaplus } from '../../exporters/index.ts';
import { runCli } from '../fixtures/runCli.ts';
import { careful } from '../fixtures/smallCatalogue.ts';

const { network } = compose(careful.system);

test.each([
  ['promela', promela(network)],
  ['murphi', murphi(network)],
  ['tlaplus', tlaplus(network).tla],
])('export --to %s prints the model', async (language, text) => {
  expect(await runCli(['export', 'careful', '--to', language])).toEqual({ code: 0, out: text, err: '' });
});

test('export --size exports another world', async () => {
  const { out } = await runCli(['export', 'careful', '--to', 'murphi', '--size', 'page=1']);
  expect(out).toBe(murphi(compose(careful.system, { page: 1 }).network));
});

test('export -o writes the model, and for TLA+ its configuration, and says where', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coco-dma-'));
  try {
    const models = join(folder, 'models');
    const { code, out } = await runCli(['export', 'careful', '--to', 'tlaplus', '-o', models]);
    expect({ code, out }).toEqual({
      code: 0,
      out: `${join(models, 'careful.tla')}\n${join(models, 'careful.cfg')}\n`,
    });
    expect(readdirSync(models).sort()).toEqual(['careful.cfg', 'careful.tla']);
    expect(readFileSync(join(models, 'careful.cfg'), 'utf8')).toBe(tlaplus(network).cfg);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each([
  ['export carful --to promela', 'there is no proposal carful; did you mean careful?'],
  ['export careful --to promla', 'there is no language promla; did you mean promela?'],
  ['export careful --to murphi --size pge=1', '--size: there is no index set pge here; did you mean page?'],
  ['export careful', "required option '--to <language>' not specified"],
  ['export careful --to murphi -o /dev/null/models', /^coco-dma: --output \/dev\/null\/models: .+\n$/],
])('%s', async (line, sentence) => {
  const { code, out, err } = await runCli(line.split(' '));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  if (typeof sentence === 'string') expect(err).toContain(sentence);
  else expect(err).toMatch(sentence);
});

test('help of export has examples', async () => {
  const { code, out } = await runCli(['export', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('Examples:\n  $ coco-dma export careful --to promela');
});
