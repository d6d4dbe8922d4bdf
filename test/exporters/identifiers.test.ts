import { expect, test } from '@jest/globals';
import { identifiers } from '../../exporters/identifiers.ts';

test('identifiers are plain, unlike, and no words of a target language', () => {
  const identifier = identifiers();
  const names = ['page[0]', 'page 0', 'page_0_v2', 'rule', 'Case', '0', '', 'vars'];
  expect(names.map(identifier)).toEqual([
    'page_0',
    'page_0_v2',
    'page_0_v2_v2',
    'rule_',
    'Case_',
    'x_0',
    'x_',
    'vars_',
  ]);
});
