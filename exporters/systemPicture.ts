import { type System, sizesOf } from '../composition/index.ts';
import { type Meeting, meetings } from './sharedEvents.ts';

/** Lines between families and the steps that they take together, above which nobody can follow one. */
const LINES_MAX = 12;

/** What every format shows of a system. */
export interface SystemPicture {
  readonly families: readonly {
    readonly name: string;
    /** How many members it has. */
    readonly size: number;
    /** Event types that it alone hears. */
    readonly own: readonly string[];
  }[];
  /** Event types that several families hear together, to be joined with these by lines. */
  readonly joined: readonly Meeting[];
  /** The same in words, to be listed once in a box of their own where there would be too many lines. */
  readonly listed: readonly string[];
}

/** How a system is to be drawn. */
export interface SystemLook {
  /** Draws every line between a family and the steps that it takes with others, however many there are. */
  readonly whole?: boolean;
}

/** Who hears what, to be drawn: with lines where these are few or asked for, else as a list. */
export function systemPicture(system: System, { whole = false }: SystemLook = {}): SystemPicture {
  const sizes = sizesOf(system);
  const together = meetings(system);
  const shared = together.filter(({ families }) => families.length > 1);
  const lines = shared.reduce((sum, { families }) => sum + families.length, 0);
  const joined = whole || lines <= LINES_MAX;
  return {
    families: Object.entries(system.families).map(([name, { index = name }]) => ({
      name,
      size: sizes[index] ?? 1,
      own: together.find(({ families }) => families.length === 1 && families[0] === name)?.types ?? [],
    })),
    joined: joined ? shared : [],
    listed: joined ? [] : shared.map(({ families, types }) => `${types.join(' ')} – ${families.join(', ')}`),
  };
}
