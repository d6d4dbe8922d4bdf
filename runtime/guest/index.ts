export { type AddressKind, type DmaCounts, DriverDma } from './driverDma.ts';
export { Guest, type GuestOptions } from './guest.ts';
export { type GuestDesign, guestDesignOf } from './guestDesign.ts';
export { HostWatch } from './hostWatch.ts';
export { type BlkRun, type BlkRunOptions, type Medium, runBlk, VerifyError } from './runBlk.ts';
export { fillMarks, MARK_BYTES, type SecretKind, SeenMarks, secretKinds } from './secrets.ts';
