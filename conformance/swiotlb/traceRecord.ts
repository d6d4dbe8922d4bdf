import { TraceError } from '../traceError.ts';

/** One line of a golden file. Its fields are asked for by type; a field of another type is a damaged file. */
export class TraceRecord {
  readonly file: string;
  readonly line: number;
  /** As parsed. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly #asked = new Set<string>(['op']);

  /** @throws {TraceError} if the text is not a JSON object. */
  constructor(file: string, line: number, text: string) {
    this.file = file;
    this.line = line;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw this.error(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw this.error('is not a JSON object');
    this.fields = value as Readonly<Record<string, unknown>>;
  }

  /** A fault of this line, for the caller to throw. */
  error(reason: string): TraceError {
    return new TraceError(this.file, this.line, reason);
  }

  /** Fields that nobody has asked for. */
  get unasked(): readonly string[] {
    return Object.keys(this.fields).filter((field) => !this.#asked.has(field));
  }

  /** Whatever the field holds; undefined if there is none. */
  value(field: string): unknown {
    this.#asked.add(field);
    return this.fields[field];
  }

  /** @throws {TraceError} if the field is not a whole number in this range. */
  integer(field: string, min = 0, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.value(field);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max)
      return value;
    throw this.error(`${field} is ${JSON.stringify(value)}, not a whole number from ${min} to ${max}`);
  }

  /** @throws {TraceError} if the field is not one of these numbers. */
  oneOf<T>(field: string, meanings: readonly T[]): T {
    return meanings[this.integer(field, 0, meanings.length - 1)] as T;
  }

  /** A mask of up to 64 bits. @throws {TraceError} if the field is not `"0x…"`. */
  mask(field: string): bigint {
    const value = this.value(field);
    if (typeof value === 'string' && /^0x[0-9a-f]{1,16}$/i.test(value)) return BigInt(value);
    throw this.error(`${field} is ${JSON.stringify(value)}, not a mask like "0xffff"`);
  }

  /** @throws {TraceError} if the field is not text. */
  text(field: string): string {
    const value = this.value(field);
    if (typeof value === 'string') return value;
    throw this.error(`${field} is ${JSON.stringify(value)}, not text`);
  }

  /** The objects of a list, each to be asked like a line. @throws {TraceError} if the field is no such list. */
  list(field: string): readonly TraceRecord[] {
    const value = this.value(field);
    if (!Array.isArray(value)) throw this.error(`${field} is ${JSON.stringify(value)}, not a list`);
    return value.map((element) => new TraceRecord(this.file, this.line, JSON.stringify(element)));
  }
}
