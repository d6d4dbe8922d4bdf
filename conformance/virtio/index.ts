export { conformVirtio, playOnModel, playOnQemu, type VirtioRow, virtioScenarios } from './conformVirtio.ts';
export type { Scenario } from './scenario.ts';
