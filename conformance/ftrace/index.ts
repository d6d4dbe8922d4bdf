export { conformFtrace, type FtraceProgress } from './conformFtrace.ts';
export { FtraceReader } from './ftraceReader.ts';
export type { FtraceReport, Refusal, Unreadable } from './ftraceReport.ts';
export { type JudgedKind, judgeByPolicy, type PolicyJudgement } from './judgeByPolicy.ts';
export { type Policy, type PolicyOutcome, policyOf, type Reach, type Trust } from './policy.ts';
export type { Retry } from './retries.ts';
export type { MappingKind } from './tracedDevice.ts';
