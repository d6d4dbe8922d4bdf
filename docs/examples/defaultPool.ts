import { swiotlbInit, x86CocoSize } from 'coco-dma/runtime';

/** The default pool of a confidential guest with 4 GiB and 6 CPUs, for a `swiotlb=` of its command line. */
export function defaultPool(param: string): string {
  const { nslabs, nareas, areaNslabs, forceBounce } = swiotlbInit({
    param,
    cpus: 6,
    adjustSize: x86CocoSize(4 * 2 ** 30),
  });
  return `${nslabs} slots in ${nareas} areas of ${areaNslabs}${forceBounce ? ', everything bounces' : ''}`;
}
