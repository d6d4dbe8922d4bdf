/** DMA directions as traces print them, in the order of their names. */
export const directions = ['BIDIRECTIONAL', 'FROM_DEVICE', 'NONE', 'TO_DEVICE'] as const;

/** A direction, as its place in {@link directions}. */
export type Direction = 0 | 1 | 2 | 3;

/** The direction of that name. */
export function directionOf(name: string): Direction | undefined {
  const at = directions.indexOf(name as (typeof directions)[number]);
  return at < 0 ? undefined : (at as Direction);
}
