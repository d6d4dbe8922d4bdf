/** A list of integers that grows, without an object for each: a class, since its array is replaced as it grows. */
export class IntList {
  length = 0;
  /** The numbers are the first `length`. Replaced when the list grows. */
  data = new Int32Array(1 << 12);

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  /** The numbers alone. */
  trimmed(): Int32Array {
    return this.data.slice(0, this.length);
  }
}
