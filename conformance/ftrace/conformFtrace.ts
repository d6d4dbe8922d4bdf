import { isDamage, traceChunks } from '../traceChunks.ts';
import { FtraceReader } from './ftraceReader.ts';
import type { FtraceReport, Refusal } from './ftraceReport.ts';
import { wholeLines } from './wholeLines.ts';

/** How far the reading of a file is. */
export interface FtraceProgress {
  readonly events: number;
}

/**
 * Reads a trace of a kernel's dma and swiotlb events, and follows each mapping through the mapping machine and,
 * where there are probes on swiotlb, each slot through the allocator.
 *
 * @param path of the text of a trace, plain or `.gz`; `-` for standard input.
 * @throws {NodeJS.ErrnoException} if the file cannot be read. Where compressed data is damaged, the report ends.
 *
 * Source: Linux 6.12 and 7.3 include/trace/events/dma.h, include/trace/events/swiotlb.h.
 * Left out: the contents of memory, accesses of devices, and whether a page is private or shared: no event
 * tells of them.
 */
export async function conformFtrace(
  path: string,
  {
    onProgress,
    onRefusal,
    signal,
  }: {
    readonly onProgress?: (progress: FtraceProgress) => void;
    /** Called with each refused step as soon as it is read, for whoever watches a system live. */
    readonly onRefusal?: (refusal: Refusal) => void;
    readonly signal?: AbortSignal;
  } = {},
): Promise<FtraceReport> {
  const reader = new FtraceReader(onRefusal);
  try {
    for await (const bytes of wholeLines(traceChunks(path))) {
      reader.read(bytes);
      onProgress?.({ events: reader.events });
      if (signal?.aborted) return reader.report(path, 'interrupted');
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return reader.report(path, 'damaged');
  }
  return reader.report(path);
}
