/** The world of a command: where it writes and how it is interrupted. A test gives its own. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Whether `out` is a terminal that wants colours. */
  readonly colour: boolean;
  /** Whether `err` is a terminal, so that progress may be shown there and wiped out again. */
  readonly progress: boolean;
  /** Calls `stop` on the first Ctrl-C; a second one ends the process. Returns what undoes this. */
  onInterrupt(stop: () => void): () => void;
}

/**
 * The real world. A reader that goes away (`| head`) ends the process quietly, with the exit code of a
 * verdict that nobody has heard.
 */
export function processIo(unheard: number): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(unheard);
    });
  }
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    progress: process.stderr.isTTY === true,
    onInterrupt(stop) {
      process.once('SIGINT', stop);
      return () => void process.off('SIGINT', stop);
    },
  };
}
