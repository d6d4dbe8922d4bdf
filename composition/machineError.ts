/**
 * A machine that cannot be turned into tables. The message names the machine, the state and the field at
 * fault, and says what to do.
 */
export class MachineError extends Error {
  override readonly name = 'MachineError';
  readonly machine: string;

  constructor(machine: string, problem: string) {
    super(`machine ${machine}: ${problem}`);
    this.machine = machine;
  }
}
