import { MisuseError } from '../errors.ts';

/** Versions of the attributes that a caller may give. */
export type DmaVersion = '6.12' | '7.2' | '7.3';

/**
 * Attributes of DMA mappings, and the first of our kernels that has them. WEAK_ORDERING, WRITE_COMBINE,
 * FORCE_CONTIGUOUS, ALLOC_SINGLE_PAGES, PRIVILEGED and NO_WARN are taken and change nothing here.
 *
 * Source: Linux 6.12 and 7.3 include/linux/dma-mapping.h DMA_ATTR_*.
 */
const since = {
  weakOrdering: '6.12',
  writeCombine: '6.12',
  noKernelMapping: '6.12',
  skipCpuSync: '6.12',
  forceContiguous: '6.12',
  allocSinglePages: '6.12',
  noWarn: '6.12',
  privileged: '6.12',
  mmio: '7.2',
  ccShared: '7.2',
  requireCoherent: '7.2',
} as const satisfies Readonly<Record<string, DmaVersion>>;

/** `DMA_ATTR_*` that a caller sets. */
export type DmaAttrs = { readonly [A in keyof typeof since]?: boolean };

/** @throws {MisuseError} for an attribute that this kernel does not have. */
export function checkAttrs(attrs: DmaAttrs, version: DmaVersion): void {
  for (const name of Object.keys(attrs) as (keyof DmaAttrs)[])
    if (attrs[name] === true && !(since[name] <= version))
      throw new MisuseError(`Linux ${version} has no attribute ${name}`);
}
