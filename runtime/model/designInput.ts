import { inputOf, type System } from '../../composition/index.ts';

/**
 * What a design gives a part of a family as input: its rules. Nothing where it has no such family.
 *
 * The compiler cannot know whose input it is; the system was composed with these very machines.
 */
export function designInput<T extends object>({ families }: System, family: string, index = 0): T {
  const of = families[family];
  return ((of && inputOf(of, index)) ?? {}) as T;
}
