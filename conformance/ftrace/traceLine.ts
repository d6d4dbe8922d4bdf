import { Words } from './words.ts';

/** Columns of `%16s-%-7d `, behind which the CPU stands unless a name or a number is longer. */
const CPU_COLUMN = 25;

const SPACE = 0x20;
const COLON = 0x3a;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const X = 0x78;

/**
 * One line of an ftrace: `TASK-PID [CPU] FLAGS TIMESTAMP: EVENT: FIELDS`. One object reads all lines, since a
 * trace has millions: what it says of a line is good until the next.
 *
 * Source: Linux 6.12 kernel/trace/trace_output.c trace_print_context.
 */
export class TraceLine {
  cpu = 0;
  event = '';
  #bytes: Uint8Array = new Uint8Array();
  #end = 0;
  /** Where the next field is looked for: fields are asked for in the order in which they are printed. */
  #at = 0;
  readonly #words = new Words();

  /** Reads the line `bytes[start, end)`; false if it is none of an event. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#end = end;
    let at = start + CPU_COLUMN;
    if (bytes[at] !== OPEN) {
      at = start;
      while (at < end && !(bytes[at] === OPEN && bytes[at - 1] === SPACE)) at++;
    }
    let cpu = 0;
    const digits = ++at;
    while (at < end && isDigit(bytes[at] as number)) cpu = cpu * 10 + (bytes[at++] as number) - 0x30;
    if (at === digits || at >= end || bytes[at] !== CLOSE) return false;
    this.cpu = cpu;
    // Behind the flags, which have no colon, the timestamp ends with one.
    while (at < end && !(bytes[at] === COLON && bytes[at + 1] === SPACE)) at++;
    at += 2;
    while (at < end && bytes[at] === SPACE) at++;
    const name = at;
    while (at < end && bytes[at] !== COLON) at++;
    if (at >= end) return false;
    this.event = this.#words.at(bytes, name, at);
    this.#at = at + 1;
    return true;
  }

  /** The next word, as the device at the beginning of the fields of most events. */
  next(): string {
    while (this.#at < this.#end && this.#bytes[this.#at] === SPACE) this.#at++;
    return this.#word();
  }

  /** Text of the field `name=`, up to the next space; nothing if there is none. */
  word(name: string): string | undefined {
    return this.#behind(name) ? this.#word() : undefined;
  }

  /** A list of hexadecimal numbers, `{0x1,0x2}`; nothing if there is none. */
  list(name: string): number[] | undefined {
    return numbersOf(this.word(name));
  }

  /** A field in decimal; -1 if there is none. */
  decimal(name: string): number {
    if (!this.#behind(name)) return -1;
    const bytes = this.#bytes;
    const from = this.#at;
    let value = 0;
    while (this.#at < this.#end && isDigit(bytes[this.#at] as number))
      value = value * 10 + (bytes[this.#at++] as number) - 0x30;
    return this.#at === from ? -1 : value;
  }

  /** A field in hexadecimal, with or without 0x; -1 if there is none, and Infinity for 64 bits of ones: no address, or no bound. */
  hex(name: string): number {
    if (!this.#behind(name)) return -1;
    const bytes = this.#bytes;
    if (bytes[this.#at + 1] === X) this.#at += 2;
    const from = this.#at;
    let value = 0;
    for (; this.#at < this.#end; this.#at++) {
      const code = bytes[this.#at] as number;
      const digit = isDigit(code) ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    // DMA_MAPPING_ERROR, and what lies within rounding of it.
    if (this.#at === from) return -1;
    return value >= 2 ** 64 - 2048 ? Number.POSITIVE_INFINITY : value;
  }

  /** Goes behind the name of a field, which is given with what stands before it and its `=`. */
  #behind(name: string): boolean {
    const bytes = this.#bytes;
    const last = this.#end - name.length;
    const first = name.charCodeAt(0);
    search: for (let at = this.#at; at <= last; at++) {
      if (bytes[at] !== first) continue;
      for (let i = 1; i < name.length; i++) if (bytes[at + i] !== name.charCodeAt(i)) continue search;
      this.#at = at + name.length;
      return true;
    }
    return false;
  }

  #word(): string {
    const from = this.#at;
    while (this.#at < this.#end && this.#bytes[this.#at] !== SPACE) this.#at++;
    return this.#words.at(this.#bytes, from, this.#at);
  }
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The numbers of `{0x1,0x2}`; nothing if it is no such list. */
export function numbersOf(list: string | undefined): number[] | undefined {
  if (list === undefined || !list.startsWith('{') || !list.endsWith('}')) return undefined;
  const numbers = list
    .slice(1, -1)
    .split(',')
    .map((number) => Number.parseInt(number, 16));
  return numbers.some((number) => Number.isNaN(number)) ? undefined : numbers;
}
