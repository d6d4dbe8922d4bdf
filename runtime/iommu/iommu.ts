import type { DmaAddr, Gpa } from '../addresses.ts';

/** One transaction of a device: it lies within a page, as an IOMMU sees them one by one. */
export interface IommuRequest {
  readonly device: number;
  readonly address: DmaAddr;
  readonly access: 'read' | 'write';
  readonly t: 0 | 1;
}

/** Where the request goes, alias and all, or why it goes nowhere. */
export type Translation = { readonly gpa: Gpa } | { readonly refused: string };

/** What stands between the bus and memory. */
export interface Iommu {
  translate(request: IommuRequest): Translation;
}
