import type { Visibility } from '../../machines/index.ts';
import { type Gpa, gpa, type PhysAddr, physAddr } from '../addresses.ts';
import type { Platform } from './platforms.ts';

/** The address of a place in memory by one of its two aliases. */
export function aliasAddress({ encodingBit }: Platform, at: PhysAddr, alias: Visibility): Gpa {
  return gpa(encodingBit.marks === alias ? at + encodingBit.value : at);
}

/** What an address names: a place in memory, and the alias by which it is meant. */
export function placeOf(
  { encodingBit: { value, marks } }: Platform,
  address: Gpa,
): { readonly at: PhysAddr; readonly alias: Visibility } {
  const marked = Math.floor(address / value) % 2 === 1;
  const other: Visibility = marks === 'private' ? 'shared' : 'private';
  return { at: physAddr(marked ? address - value : address), alias: marked ? marks : other };
}
