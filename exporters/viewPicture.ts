import type { View } from '../checker/index.ts';
import type { World } from '../composition/index.ts';

/** A view as boxes and arrows. */
export interface ViewPicture {
  readonly boxes: readonly { readonly lines: readonly string[] }[];
  /** One for each two boxes; `labels` in order, a hidden step as {@link UNSEEN}. */
  readonly arrows: readonly {
    readonly from: number;
    readonly to: number;
    readonly labels: readonly string[];
  }[];
}

/** A step that the viewpoint does not see. */
export const UNSEEN = 'τ';

/** More lines than these are not read. */
const LINES_MAX = 4;

/**
 * What a drawing of a view shows: of each state how many states it stands for, and what is true in all of these and not in all
 * states, of the parts that come first; arrows with the same ends as one.
 */
export function viewPicture({ nodes, arrows }: View, { parts }: World): ViewPicture {
  const telling = parts.flatMap((_, part) =>
    new Set(nodes.map(({ common }) => common[part])).size > 1 ? [part] : [],
  );
  const bundles = new Map<string, { from: number; to: number; labels: string[] }>();
  for (const { from, to, label } of arrows) {
    const bundle = bundles.get(`${from} ${to}`) ?? { from, to, labels: [] };
    bundle.labels.push(label ?? UNSEEN);
    bundles.set(`${from} ${to}`, bundle);
  }
  return {
    boxes: nodes.map(({ states, common }) => {
      const known = telling.flatMap((part) =>
        common[part] === undefined ? [] : [`${parts[part]?.name}: ${common[part]}`],
      );
      const more = known.length > LINES_MAX ? [`and ${known.length - LINES_MAX + 1} more`] : [];
      const shown = more.length > 0 ? known.slice(0, LINES_MAX - 1) : known;
      const count = `${states.toLocaleString('en-US')} ${states === 1 ? 'state' : 'states'}`;
      return { lines: [count, ...shown, ...more] };
    }),
    arrows: [...bundles.values()],
  };
}
