import { describe, expect, test } from '@jest/globals';
import { type DmaEvent, hostMachine } from '../../machines/index.ts';
import { lifeOf } from '../fixtures/lifeOf.ts';

describe('the hostile host', () => {
  test.each([
    ['M06', { type: 'CHANGE_RANGE', device: 0 }],
    ['M12', { type: 'REWRITE_DESCRIPTOR', page: 0 }],
    ['M21', { type: 'SLOT_SNOOPED', slot: 0, device: 0 }],
    ['M22', { type: 'HOT_ADD', device: 0 }],
    ['M23', { type: 'PLACE_OVER_POOL' }],
    ['M24', { type: 'DROP_REFERENCE', device: 0 }],
    ['M27', { type: 'FORGE_GRANT', page: 0 }],
    ['M40', { type: 'ACCESS_OTHER', page: 0, outcome: 'done', move: 'M40' }],
    ['M10', { type: 'HOST_READ', page: 0, content: 'zero' }],
    ['M10', { type: 'HOST_READ_SLOT', slot: 0, content: 'zero' }],
    ['M11', { type: 'HOST_WRITE', page: 0 }],
    ['M11', { type: 'HOST_WRITE_SLOT', slot: 0 }],
    ['M25', { type: 'CONVERSION_FAILS', page: 0 }],
    ['M25', { type: 'POOL_INIT_FAILS', pool: 0 }],
    ['M28', { type: 'WRITE_COMMAND', device: 0, writer: 'host', bme: 0, mse: 0 }],
    ['M28', { type: 'WRITE_CONFIG', device: 0, writer: 'host', register: 'BAR' }],
    ['M28', { type: 'FUNCTION_LEVEL_RESET', device: 0, writer: 'host' }],
    ['M28', { type: 'CONVENTIONAL_RESET', device: 0 }],
    ['M28', { type: 'LOCK_INTERFACE_REQUEST', device: 0, reply: 'LOCK_INTERFACE_RESPONSE' }],
    ['M28', { type: 'STOP_INTERFACE_REQUEST', device: 0, reply: 'STOP_INTERFACE_RESPONSE' }],
    ['M28', { type: 'SPDM_SESSION_END', device: 0 }],
    ['M28', { type: 'IDE_STREAM_INSECURE', device: 0 }],
    ['M30', { type: 'AUTOPROBE', device: 0 }],
    ['M30', { type: 'FORCE_SWIOTLB' }],
  ] as const)('%s: %j', (move, event) => {
    expect(lifeOf(hostMachine, { moves: [move] }).refuses(event)).toBe(false);
    expect(lifeOf(hostMachine, { moves: [] }).refuses(event)).toBe(true);
  });

  test('forbids the guest nothing, and starts no TDI', () => {
    const powerless = lifeOf(hostMachine, { moves: [] });
    const command: DmaEvent = { type: 'WRITE_COMMAND', device: 0, writer: 'guest', bme: 1, mse: 1 };
    expect(powerless.refuses(command)).toBe(false);
    const start = (nonce: 'current' | 'stale'): DmaEvent => ({
      type: 'START_INTERFACE_REQUEST',
      device: 0,
      nonce,
      reply: 'INVALID_NONCE',
    });
    expect(powerless.refuses(start('current'))).toBe(true);
    expect(powerless.refuses(start('stale'))).toBe(false);
  });
});
