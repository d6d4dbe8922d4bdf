/** A page or slot of memory in one state, as a page shows it. */
export interface CellData {
  readonly state: string;
  /** `zero`, `public`, `secret` or `stale`. */
  readonly content: string;
  readonly hostReads: boolean;
  readonly use: string;
}

/** One step of a trace. */
export interface StepData {
  readonly event: string;
  readonly by: string;
  /** Parts that take part, by number in {@link DesignData.parts}. */
  readonly parts: readonly number[];
  readonly changes: readonly string[];
  /** What somebody can know from this step on who should not. */
  readonly leaks: readonly string[];
  /** Memory that the step changed, by number in {@link DesignData.memory}. */
  readonly memory: readonly (readonly [cell: number, CellData])[];
}

/** A counterexample, or the witness of a claim that something can happen. */
export interface TraceData {
  /** Memory before the first step. */
  readonly memory: readonly CellData[];
  readonly steps: readonly StepData[];
  /** Number of the step after which the others are repeated for ever, if they are. */
  readonly loopFrom?: number;
}

/** What was found of one claim in one design. */
export interface VerdictData {
  readonly verdict: 'holds' | 'violated' | 'vacuous' | 'unknown';
  readonly because?: string;
  readonly trace?: TraceData;
}

/** One design and what was found of it. */
export interface DesignData {
  readonly name: string;
  readonly title: string;
  readonly argument: string;
  readonly objection: string;
  readonly sources: readonly string[];
  /** Keys of {@link ReportData.systems}. */
  readonly systems: readonly string[];
  readonly size: Readonly<Record<string, number>>;
  readonly engine: string;
  /** Counts beyond 2^53 are decimal strings. */
  readonly states: number | string;
  readonly transitions: number | string;
  readonly depth?: number;
  readonly seconds: number;
  /** Whether every reachable state was looked at. */
  readonly complete: boolean;
  readonly families: readonly string[];
  readonly parts: readonly string[];
  /** Names of its pages and slots. */
  readonly memory: readonly string[];
  /** By claim; a claim that is absent does not concern the design. */
  readonly verdicts: Readonly<Record<string, VerdictData>>;
}

/** Everything that a report shows. */
export interface ReportData {
  readonly version: string;
  /** Node.js and processor that the seconds are of. */
  readonly machine: string;
  /** Titles of what the designs are about, by their key. */
  readonly systems: Readonly<Record<string, string>>;
  readonly claims: readonly { readonly name: string; readonly summary: string; readonly source: string }[];
  /** What each event type is, in a line. */
  readonly events: Readonly<Record<string, string>>;
  readonly designs: readonly DesignData[];
  readonly machines: readonly {
    readonly name: string;
    readonly svg: string;
    /** What the machine is not a model of, as its source says. */
    readonly leftOut: string;
  }[];
}

/** A design as the explorer shows it. */
export interface ExploredDesign {
  readonly name: string;
  readonly title: string;
  /** Names of all designs, to choose another. */
  readonly designs: readonly string[];
  readonly parts: readonly { readonly name: string; readonly family: string }[];
  readonly memory: readonly string[];
  readonly claims: readonly { readonly name: string; readonly summary: string }[];
  /** Rules that its machines know, whether or not it keeps them, and which are switched off. */
  readonly rules: readonly { readonly name: string; readonly summary: string; readonly off: boolean }[];
}

/** A state that the explorer has come to, and what can happen there. */
export interface ExploredState {
  /** By part: its state in words, and the classes of the boxes that it is in. */
  readonly parts: readonly { readonly label: string; readonly classes: readonly string[] }[];
  readonly memory: readonly CellData[];
  readonly leaks: readonly string[];
  readonly steps: readonly {
    readonly step: number;
    readonly event: string;
    readonly by: string;
    readonly summary: string;
    readonly breaks: readonly string[];
  }[];
  /** The last step: what it changed, and what it broke. */
  readonly last?: {
    readonly event: string;
    readonly by: string;
    readonly changes: readonly string[];
    readonly breaks: readonly string[];
  };
}

/** What the explorer's page shows before any diagram. */
export interface ExplorerData {
  readonly design: ExploredDesign;
  readonly state: ExploredState;
}
