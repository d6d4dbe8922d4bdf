/**
 * The nodes that somebody still needs: arguments and half-built results of the operations under way, and
 * the sets that a search keeps. Everything else may be collected. Frames come and go in stack order.
 */
export class WorkStack {
  /** Replaced when it grows: read it again after anything that may push. */
  data = new Int32Array(1 << 12);
  top = 0;

  /** A frame of zeros; returns where it begins. */
  push(length: number): number {
    const frame = this.top;
    this.top += length;
    if (this.top > this.data.length) {
      const larger = new Int32Array(Math.max(this.top, this.data.length * 2));
      larger.set(this.data);
      this.data = larger;
    }
    this.data.fill(0, frame, this.top);
    return frame;
  }

  /** Drops the frame at `frame` and all above it. */
  pop(frame: number): void {
    this.top = frame;
  }

  /** Keeps one node until the frame below it is dropped; returns where. */
  keep(node: number): number {
    const frame = this.push(1);
    this.data[frame] = node;
    return frame;
  }
}
