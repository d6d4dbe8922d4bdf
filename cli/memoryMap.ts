import type { ProductState, World } from '../composition/index.ts';

/** A page or a bounce slot in one state: what it holds and who reads it. */
export interface MemoryCell {
  readonly name: string;
  readonly kind: 'page' | 'slot';
  /** Its life cycle's state: `shared`, `held`. */
  readonly state: string;
  /** `zero`, `public`, `secret`, or `stale`: what an earlier owner left. */
  readonly content: string;
  /** Whether hardware lets the host read it, and with it every device that is not private. */
  readonly hostReads: boolean;
  /** Whose it is, in words. */
  readonly use: string;
}

/**
 * The pages and slots of a design in one state. Empty for a design without any.
 *
 * Source: PCIe r6.3 11.2.1 (T bit): what the host reaches, devices without it reach, and no more.
 */
export function memoryMap({ parts }: World, state: ProductState): MemoryCell[] {
  return parts.flatMap(({ name, family }, number): MemoryCell[] => {
    const snapshot = state[number];
    if (!snapshot || (family !== 'page' && family !== 'slot')) return [];
    const { value, context } = snapshot;
    const common = { name, kind: family, state: String(value), content: String(context.content) } as const;
    return family === 'page'
      ? [{ ...common, hostReads: snapshot.hasTag('exposed'), use: pageUse(context) }]
      : [{ ...common, hostReads: context.visibility === 'shared', use: slotUse(context) }];
  });
}

/** What the host can read although nobody gave it out, a sentence for each place. */
export const leaksIn = (world: World, state: ProductState): string[] =>
  memoryMap(world, state).flatMap(({ name, hostReads, content }) =>
    hostReads && content === 'secret'
      ? [`the host can read a secret in ${name}`]
      : hostReads && content === 'stale'
        ? [`the host can read what was left in ${name}`]
        : [],
  );

type Context = Readonly<Record<string, unknown>>;

const pageUse = ({ owner, device, mapped }: Context): string =>
  `${owner === 'driver' ? `driver of device ${device}` : owner}${mapped === 'no' ? '' : `, mapped ${mapped}`}`;

const slotUse = ({ pool, visibility, device }: Context): string =>
  `${visibility} pool ${pool}${device === null ? '' : `, device ${device}`}`;
