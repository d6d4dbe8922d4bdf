export { amend, type Changes } from './amend.ts';
export type {
  AddressOf,
  AllocOutcome,
  DecisionName,
  Decisions,
  DoubtOutcome,
  Failure,
  FreeOutcome,
  MapOutcome,
  Refusal,
  SearchOutcome,
  SlotOutcome,
  SyncOutcome,
  UnmapOutcome,
} from './decisions.ts';
export { type DesignName, type DmaDesign, designs } from './designs.ts';
export { type Fact, facts } from './facts.ts';
export { linux72 } from './linux72.ts';
export { linux73 } from './linux73.ts';
export { linux612 } from './linux612.ts';
export {
  type Answers,
  type Asked,
  type Condition,
  type Decided,
  decide,
  type Literal,
  type PredicateName,
  predicateNames,
  type Row,
  type Tree,
} from './tree.ts';
export { treeText } from './treeText.ts';
