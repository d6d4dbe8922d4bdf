export { bytesPerState } from './bytesPerState.ts';
export { type Checkable, type CheckOptions, check, engineNames } from './check.ts';
export { CheckpointError } from './checkpoint/checkpointError.ts';
export type {
  Coverage,
  Deadlocks,
  Examination,
  ExamineOptions,
  Livelock,
  LivelockOptions,
} from './examine/examination.ts';
export { WORKERS_MAX } from './explicit.ts';
export { type Limits, MAX_BYTES_DEFAULT, type Progress } from './limits.ts';
export type { Model } from './model.ts';
export {
  type ClaimTable,
  type FairSteps,
  HOLDS,
  type Move,
  type Network,
  type NetworkClaim,
  NetworkError,
  NOT_APPLICABLE,
  type Part,
  type Step,
  type StepTable,
  VIOLATED,
  validateNetwork,
} from './network.ts';
export { type Alternative, type Condition, conditionOf } from './policy/condition.ts';
export {
  type NeedlessOptions,
  type NeedlessRefusal,
  type NeedlessRefusals,
  needlessRefusals,
} from './policy/needlessRefusals.ts';
export {
  type Forbidden,
  type Policy,
  type PolicyOptions,
  policyOf,
  safestPolicy,
} from './policy/safestPolicy.ts';
export { type Supervisor, supervisorOf } from './policy/supervisor.ts';
export { type WholeGraph, wholeGraphOf } from './policy/wholeGraph.ts';
export type { ReductionOptions } from './reduction.ts';
export { ReductionError } from './reductionError.ts';
export type { ClaimReport, EngineName, LoopName, Report, StopReason, TraceStep, Verdict } from './report.ts';
export type { Indexed, Scalarsets } from './scalarsets.ts';
export type { Equivalence } from './view/minimise.ts';
export { type View, type ViewArrow, type ViewNode, type ViewOptions, viewOf } from './view/viewOf.ts';
