import type { System } from '../composition/index.ts';

/** Mappings to or from the device only: BIDIRECTIONAL adds states, and no behaviour that these two lack. */
export const oneWay: NonNullable<System['narrowed']> = {
  MAP_DIRECT: { dir: ['TO_DEVICE', 'FROM_DEVICE'] },
  MAP_BOUNCED: { dir: ['TO_DEVICE', 'FROM_DEVICE'] },
  UNMAP_BOUNCED: { dir: ['TO_DEVICE', 'FROM_DEVICE'] },
};
