/** Feature bits of a block device. Source: virtio 1.4 "Block Device", "Feature bits". */
export const blkFeatures = { RO: 1n << 5n, BLK_SIZE: 1n << 6n, FLUSH: 1n << 9n } as const;
/** Types of request. Source: virtio 1.4 "Block Device", "Device Operation". */
export const blkRequestType = { IN: 0, OUT: 1, FLUSH: 4, GET_ID: 8 } as const;
/** The last byte of a request. Source: as above. */
export const blkStatus = { OK: 0, IOERR: 1, UNSUPP: 2 } as const;

/** Sectors of the protocol have this many bytes, whatever the block size of the disk. */
export const BLK_SECTOR_BYTES = 512;
/** Type, a reserved word, and the sector. */
export const BLK_HEADER_BYTES = 4 + 4 + 8;
/** The answer to GET_ID, padded with zeroes. */
export const BLK_ID_BYTES = 20;
