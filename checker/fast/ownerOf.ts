/** Whose lot a hash is, among so many. */
export const ownerOf = (hash: number, owners: number): number =>
  Math.floor(((hash >>> 0) * owners) / 0x1_0000_0000);
