export { abstractPart } from './abstraction.ts';
export { act } from './actions.ts';
export { hexdump, type SecretSeen, secretsSeen, Twin } from './hostView.ts';
export { contentOf, MARK_SIZE, markOf, SECRET } from './marks.ts';
export { ModelGuest, type ModelGuestOptions } from './modelGuest.ts';
export { MonitoredGuest } from './monitoredGuest.ts';
export { type OnBytes, runOnBytes } from './runOnBytes.ts';
export { type Disagreement, type SquareOptions, type SquareReport, square } from './square.ts';
