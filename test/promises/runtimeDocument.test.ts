import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { bounced } from '../../docs/examples/bounced.ts';
import { defaultPool } from '../../docs/examples/defaultPool.ts';
import { monitored } from '../../docs/examples/monitored.ts';
import { slots } from '../../docs/examples/slots.ts';

const read = (path: string) => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
const document = read('runtime.md');
const blocks = (language: string) =>
  [...document.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text]) => text ?? '',
  );
const unindented = (text: string) => text.replaceAll(/^ +/gm, '');

describe('docs/runtime.md', () => {
  test('shows code as it is run here, or a part of it', () => {
    expect(blocks('ts').length).toBeGreaterThanOrEqual(2);
    for (const block of blocks('ts')) {
      const [, file = '', code = ''] = /^\/\/ (\w+\.ts)\n(.*)$/s.exec(block) ?? [];
      expect(code).not.toBe('');
      expect(unindented(read(`examples/${file}`))).toContain(unindented(code));
    }
  });

  const outputs = blocks('text').flatMap((block) =>
    block.split(/^(?=> )/m).map((one): [string, string] => {
      const [asked = '', ...told] = one.trimEnd().split('\n');
      return [asked.replace(/^> /, ''), told.join('\n')];
    }),
  );
  test('shows what comes of it', () => {
    expect(outputs.length).toBe(5);
  });
  test.each(outputs)('%s is answered so', (asked, told) => {
    const answer = new Function('bounced', 'slots', 'defaultPool', 'monitored', `return ${asked};`);
    expect(answer(bounced, slots, defaultPool, monitored)).toBe(told);
  });
});
