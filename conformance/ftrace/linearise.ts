import type { SlotOperation } from './slotOperation.ts';

/** Begins and ends of operations after which a choice is not taken back any more. */
const WINDOW = 4096;
/** Choices that are taken back for one operation before it is said to contradict. */
const PATIENCE = 20_000;

/** Begin or end of an operation, in the order of the trace. */
interface Mark {
  readonly operation: SlotOperation;
  readonly end: boolean;
}

/** A place where another operation could have come first. */
interface Choice {
  readonly at: number;
  readonly undoLength: number;
  readonly others: SlotOperation[];
}

/** What became of operations: how many came out as recorded, and the first of those that cannot have. */
export interface Linearisation {
  readonly agreed: { taken: number; failed: number };
  readonly recorded: { taken: number; failed: number };
  readonly contradictions: { readonly line: number; readonly recorded: number; readonly predicted: number }[];
}

/**
 * Finds an order in which operations that overlap in a trace can have happened. A trace says when each began
 * and ended, not when it took effect; an order is right if every operation then comes out as recorded. The
 * search goes depth-first, and takes back its last choice when something comes out otherwise, which may show
 * only much later.
 */
export class Linearise {
  readonly result: Linearisation = {
    agreed: { taken: 0, failed: 0 },
    recorded: { taken: 0, failed: 0 },
    contradictions: [],
  };
  /** Marks from number `#first` on; those before are settled. */
  #marks: Mark[] = [];
  #first = 0;
  #at = 0;
  #open: SlotOperation[] = [];
  #undo: (() => void)[] = [];
  #choices: Choice[] = [];
  /** Operations that come out otherwise than recorded in every order that was tried. */
  readonly #excused = new Set<SlotOperation>();
  #patience = PATIENCE;

  begin(operation: SlotOperation): void {
    this.#marks.push({ operation, end: false });
    this.#advance();
  }

  end(operation: SlotOperation): void {
    this.#marks.push({ operation, end: true });
    this.#advance();
  }

  /** Whether something has begun that has not ended. */
  get busy(): boolean {
    return this.#open.length > 0;
  }

  #advance(): void {
    while (this.#at < this.#first + this.#marks.length) {
      const { operation, end } = this.#marks[this.#at - this.#first] as Mark;
      if (!end) {
        this.#do(() => {
          this.#open = [...this.#open, operation];
          return () => {
            this.#open = this.#open.filter((one) => one !== operation);
          };
        });
        this.#at++;
      } else if (operation.predicted === undefined) {
        const others =
          this.#open.length > 1
            ? this.#open.filter((one) => one !== operation && mayComeFirst(one, operation))
            : [];
        if (others.length > 0) this.#choices.push({ at: this.#at, undoLength: this.#undo.length, others });
        this.#do(() => operation.step());
      } else if (operation.predicted === operation.recorded || this.#excused.has(operation)) {
        this.#close(operation);
      } else if (!this.#takeBack()) {
        this.#excused.add(operation);
        this.#patience = PATIENCE;
      }
    }
    this.#settle();
  }

  #do(step: () => () => void): void {
    const undo = step();
    if (this.#choices.length > 0) this.#undo.push(undo);
  }

  #close(operation: SlotOperation): void {
    const { kind, line } = operation;
    const recorded = operation.recorded as number;
    const predicted = operation.predicted as number;
    const agreed = predicted === recorded;
    const counts = recorded < 0 ? 'failed' : 'taken';
    const { result } = this;
    const count = (by: 1 | -1) => {
      if (kind !== 'take') return;
      result.recorded[counts] += by;
      if (agreed) result.agreed[counts] += by;
    };
    if (!agreed) this.#do(() => operation.force());
    this.#do(() => {
      const open = this.#open;
      this.#open = open.filter((one) => one !== operation);
      count(1);
      if (!agreed) result.contradictions.push({ line, recorded, predicted });
      return () => {
        this.#open = open;
        count(-1);
        if (!agreed) result.contradictions.pop();
      };
    });
    this.#at++;
  }

  /**
   * Goes back to the last choice that has another possibility, and takes that; or to the first choice of all
   * if there is none, or too much was tried.
   *
   * @returns whether another possibility was taken.
   */
  #takeBack(): boolean {
    for (let choice = this.#choices.at(-1); choice; choice = this.#choices.at(-1)) {
      while (this.#undo.length > choice.undoLength) this.#undo.pop()?.();
      this.#at = choice.at;
      const other = --this.#patience < 0 ? undefined : choice.others.pop();
      if (other === undefined) {
        this.#choices.pop();
        continue;
      }
      this.#do(() => other.step());
      return true;
    }
    return false;
  }

  /** Forgets what no choice can take back any more. */
  #settle(): void {
    while (this.#choices[0] && this.#choices[0].at < this.#at - WINDOW) this.#choices.shift();
    const first = this.#choices[0];
    if (!first) {
      this.#undo.length = 0;
      this.#marks.length = 0;
      this.#first = this.#at;
      return;
    }
    const undo = first.undoLength;
    if (undo > WINDOW) {
      this.#undo.splice(0, undo);
      this.#choices = this.#choices.map((choice) => ({ ...choice, undoLength: choice.undoLength - undo }));
    }
    const settled = first.at - this.#first;
    if (settled > WINDOW) {
      this.#marks.splice(0, settled);
      this.#first += settled;
    }
  }
}

/** Whether an order of two open operations makes a difference: they may want the same lock. */
function mayComeFirst(one: SlotOperation, operation: SlotOperation): boolean {
  if (one.predicted !== undefined || one.pool !== operation.pool) return false;
  return one.kind === 'take' || one.area() === operation.area();
}
