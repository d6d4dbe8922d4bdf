import { expect, test } from '@jest/globals';
import { slotOfSecrets } from '../../docs/examples/slotOfSecrets.ts';
import { slotWithRule } from '../../docs/examples/slotWithRule.ts';

test('only the rule keeps the secret', async () => {
  await expect(slotOfSecrets).toBeViolated('hostReadsNoSecret', 2);
  await expect(slotWithRule).toHold('hostReadsNoSecret');
});
