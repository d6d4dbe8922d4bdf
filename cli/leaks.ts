import type { Proposal, Stand } from '../proposals/index.ts';
import type { SecretKind } from '../runtime/index.ts';

/** Secrets of one kind that the host has read, and the claim that is about them. */
export interface Leak {
  readonly kind: SecretKind;
  readonly bytes: number;
  readonly claim: string;
  /** What the proposal says of the claim; absent if it says nothing. */
  readonly stand?: Stand;
  /** Whether that is what was seen: bytes of a secret contradict a claim that holds, and nothing else. */
  readonly asStated: boolean;
}

const claims: Readonly<Record<SecretKind, string>> = {
  payload: 'noPrivateByteInSharedPool',
  earlier: 'fromDeviceNoDisclosure',
  neighbour: 'noNeighbourDisclosure',
};

/**
 * Which of the marked bytes that the host has read are secrets. What a driver gives to a device of the host
 * is not one: it was handed over.
 */
export function leaksOf(
  { stands }: Proposal,
  isPrivate: boolean,
  seen: Readonly<Record<SecretKind, number>>,
): Leak[] {
  const kinds: readonly SecretKind[] = isPrivate
    ? ['payload', 'earlier', 'neighbour']
    : ['earlier', 'neighbour'];
  return kinds.map((kind) => {
    const claim = claims[kind];
    const stand = stands[claim];
    const bytes = seen[kind];
    return { kind, bytes, claim, ...(stand ? { stand } : {}), asStated: bytes === 0 || stand !== 'holds' };
  });
}
