export { abstractPart } from './abstraction.ts';
export { act } from './actions.ts';
export { hexdump, type SecretSeen, secretsSeen, Twin } from './hostView.ts';
export { type Disagreement, Lockstep, type LockstepOptions } from './lockstep.ts';
export { contentOf, MARK_SIZE, markOf, SECRET } from './marks.ts';
export { ModelGuest, type ModelGuestOptions } from './modelGuest.ts';
export { MonitoredGuest } from './monitoredGuest.ts';
export { type OnBytes, runOnBytes } from './runOnBytes.ts';
export { type SquareOptions, type SquareReport, square } from './square.ts';
