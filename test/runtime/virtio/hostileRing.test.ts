import { test } from '@jest/globals';
import { attackRings } from './attackRings.ts';

test('twenty thousand mutations of a ring under a working driver, device and disk: refused, never believed', async () => {
  await attackRings(20_000, 20_260_901);
}, 60_000);
