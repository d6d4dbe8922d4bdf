import type { Io } from './io.ts';

/** A world without a terminal, in which what a command writes is kept. */
export function keptIo(): { readonly io: Io; readonly written: { out: string; err: string } } {
  const written = { out: '', err: '' };
  const io: Io = {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    colour: false,
    progress: false,
    onInterrupt: () => () => {},
  };
  return { io, written };
}
