export { type Audit, type Audited, audit } from './audit.ts';
export { automataProduct } from './automataProduct.ts';
export { type Automaton, statesAlong } from './automaton.ts';
export { machineOfAutomaton } from './automatonMachine.ts';
export type {
  Claim,
  EventuallyClaim,
  LeadsToClaim,
  MonitorClaim,
  PartView,
  PartViews,
  PossibleClaim,
  SometimesClaim,
  StateClaim,
  StepClaim,
} from './claims.ts';
export { type ClaimsFor, claimsFor } from './claimsFor.ts';
export { type Composition, compose } from './compose.ts';
export {
  type Alphabet,
  type AnyEvent,
  defineEvents,
  type EventDeclaration,
  type EventInstance,
  type EventOf,
  eventName,
  indexParameters,
  instancesOf,
  type Value,
} from './events.ts';
export type { Fairness } from './fairness.ts';
export { type Forecast, forecast } from './forecast.ts';
export { type LocalState, localStates, type Path, shortestPaths, simplePaths } from './graph.ts';
export { guardName, implementationName } from './guardName.ts';
export { type LifeCycle, lifeCycleOf, stepsAlone, transitionsTaken } from './lifeCycle.ts';
export { type Machine, machineOf } from './machine.ts';
export { MachineError } from './machineError.ts';
export { nearest } from './nearest.ts';
export { type ProductState, productInitial, productStep } from './product.ts';
export { type Projection, projectionOf } from './projection.ts';
export { type Refusal, type RefusalReason, reasonText, refusalsOf } from './refusals.ts';
export { type Replay, type ReplayedStep, replay } from './replay.ts';
export { type Detail, type SeenOptions, seenBy, viewpointsOf } from './seenBy.ts';
export { stateChange } from './stateChange.ts';
export { stateKey, stateLabel } from './stateKey.ts';
export { type Family, indexSetOf, inputOf, type System, sizesOf, withInput } from './system.ts';
export { type MachineTable, tabulate } from './tabulate.ts';
export {
  concerns,
  tuplesOf,
  viewNames,
  type World,
  type WorldPart,
  type WorldStep,
  worldOf,
} from './world.ts';
