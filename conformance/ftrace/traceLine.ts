import { textOf, Words } from './words.ts';

/** Columns of `%16s-%-7d `, behind which the CPU stands unless a name or a number is longer. */
const CPU_COLUMN = 25;

const SPACE = 0x20;
const COLON = 0x3a;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const X = 0x78;
const COMMA = 0x2c;
const OPEN_LIST = 0x7b;
const CLOSE_LIST = 0x7d;

/**
 * One line of an ftrace: `TASK-PID [CPU] FLAGS TIMESTAMP: EVENT: FIELDS`. One object reads all lines, since a
 * trace has millions: what it says of a line is good until the next.
 *
 * @typeParam E what the name of an event means to the reader.
 *
 * Source: Linux 6.12 kernel/trace/trace_output.c trace_print_context.
 */
export class TraceLine<E = unknown> {
  cpu = 0;
  event: E;
  #bytes: Uint8Array = new Uint8Array();
  #end = 0;
  /** Where the next field is looked for: fields are asked for in the order in which they are printed. */
  #at = 0;
  /** Where the list began that was read last. */
  #list = 0;
  readonly #events: Words<E>;

  constructor(meaningOf: (event: string) => E) {
    this.#events = new Words(meaningOf);
    this.event = meaningOf('');
  }

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
    this.event = this.#events.at(bytes, name, at);
    this.#at = at + 1;
    return true;
  }

  /** The next word, as the device at the beginning of the fields of most events. */
  next<T>(words: Words<T>): T {
    while (this.#at < this.#end && this.#bytes[this.#at] === SPACE) this.#at++;
    return this.#word(words);
  }

  /** The field `name=`, up to the next space; nothing if there is none. */
  word<T>(name: string, words: Words<T>): T | undefined {
    return this.#behind(name) ? this.#word(words) : undefined;
  }

  /** A list of hexadecimal numbers, `{0x1,0x2}`; nothing if there is none. */
  list(name: string): number[] | undefined {
    if (!this.#behind(name)) return undefined;
    const bytes = this.#bytes;
    this.#list = this.#at;
    if (bytes[this.#at] !== OPEN_LIST) return undefined;
    const numbers: number[] = [];
    do {
      this.#at++;
      const number = this.#hexHere();
      if (number < 0) return undefined;
      numbers.push(number);
    } while (bytes[this.#at] === COMMA);
    if (this.#at >= this.#end || bytes[this.#at++] !== CLOSE_LIST) return undefined;
    return this.#at === this.#end || bytes[this.#at] === SPACE ? numbers : undefined;
  }

  /** The list that was read last, as printed. */
  get listText(): string {
    return textOf(this.#bytes, this.#list, this.#at);
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
    return this.#behind(name) ? this.#hexHere() : -1;
  }

  #hexHere(): number {
    const bytes = this.#bytes;
    if (bytes[this.#at + 1] === X) this.#at += 2;
    const from = this.#at;
    let value = 0;
    for (; this.#at < this.#end; this.#at++) {
      const digit = hexDigits[bytes[this.#at] as number] as number;
      if (digit < 0) break;
      value = value * 16 + digit;
    }
    if (this.#at === from) return -1;
    // DMA_MAPPING_ERROR, and what lies within rounding of it.
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

  #word<T>(words: Words<T>): T {
    const from = this.#at;
    while (this.#at < this.#end && this.#bytes[this.#at] !== SPACE) this.#at++;
    return words.at(this.#bytes, from, this.#at);
  }
}

/** Value of each character as a hexadecimal digit; -1 for those that are none. */
const hexDigits = new Int8Array(256).fill(-1);
for (const [digit, char] of [...'0123456789abcdef'].entries()) hexDigits[char.charCodeAt(0)] = digit;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
