import { bytesText } from './byteOption.ts';
import type { Io } from './io.ts';

const CELLS = 30;

/** A bar on a terminal's stderr that fills up, wiped out by `end`. */
export interface ProgressBar {
  /** @param done bytes of all. */
  show(done: number): void;
  end(): void;
}

/** Says nothing where stderr is not a terminal. */
export function progressBar(
  { err, progress: visible }: Pick<Io, 'err' | 'progress'>,
  bytes: number,
): ProgressBar {
  const began = performance.now();
  let shown = false;
  return {
    show(done) {
      if (!visible) return;
      shown = true;
      const share = done / bytes;
      const filled = Math.round(CELLS * share);
      const perSecond = (done * 1000) / (performance.now() - began);
      err(
        `\r\u001b[K[${'#'.repeat(filled)}${'.'.repeat(CELLS - filled)}] ${Math.floor(100 * share)} %  ${bytesText(done)} of ${bytesText(bytes)}, ${bytesText(perSecond)}/s`,
      );
    },
    end() {
      if (shown) err('\r\u001b[K');
    },
  };
}
