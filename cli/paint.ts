import { styleText } from 'node:util';
import type { Verdict } from '../checker/index.ts';
import type { Io } from './io.ts';

const colours = {
  holds: 'green',
  violated: 'red',
  vacuous: 'yellow',
  unknown: 'magenta',
  strong: 'bold',
  quiet: 'dim',
} as const;

/** Colours text by its meaning, or leaves it alone where nobody looks. */
export type Paint = (meaning: Verdict | 'strong' | 'quiet', text: string) => string;

/** Colours for a terminal, none for a pipe. */
export const paintFor =
  ({ colour }: Io): Paint =>
  (meaning, text) =>
    // The stream's own opinion was asked when `colour` was decided.
    colour ? styleText(colours[meaning], text, { validateStream: false }) : text;
