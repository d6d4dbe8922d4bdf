import {
  IoTlbMem,
  type IoTlbPool,
  type PhysAddr,
  type PoolPages,
  type SwiotlbVersion,
  type Zone,
} from '../../runtime/index.ts';
import {
  addressOf,
  answerOf,
  deviceOf,
  devicesOf,
  type Got,
  Mappings,
  poolOf,
  type Replay,
  wellFormed,
} from './replay.ts';
import type { TraceRecord } from './traceRecord.ts';

/** One request to the page allocator, as files write it; -1 is a failure. */
interface PageRequest {
  readonly order: number;
  readonly zone: Zone;
  readonly phys: number;
}

/** The page allocator of a file: it gives what it gave when the file was made. */
class RecordedPages implements PoolPages {
  asked: PageRequest[] = [];
  #answers: readonly (PhysAddr | undefined)[] = [];

  /** Answers of the operation that follows. */
  expect(record: TraceRecord): void {
    this.asked = [];
    this.#answers = record
      .list('pages')
      .map((request) => (request.integer('phys', -1) === -1 ? undefined : addressOf(request, 'phys')));
  }

  allocPages(order: number, zone: Zone): PhysAddr | undefined {
    const start = this.#answers[this.asked.length];
    this.asked.push({ order, zone, phys: start ?? -1 });
    return start;
  }

  freePages(): void {}
}

/** Pools that are added and go: the `d` files. @throws {TraceError} for a header that is none. */
export function dynamicReplay(header: TraceRecord, version: SwiotlbVersion): Replay {
  const devices = devicesOf(header);
  const pages = new RecordedPages();
  const mem = wellFormed(
    header,
    () =>
      new IoTlbMem({
        version,
        ...poolOf(header),
        dynamic: {
          pages,
          defaultNslabs: header.integer('default_nslabs', 1),
          defaultNareas: header.integer('default_nareas', 1),
          physLimit: header.integer('phys_limit'),
        },
      }),
  );
  const mappings = new Mappings();
  const counts = () => ({ used: mem.totalUsed, transient_nslabs: mem.transientNslabs });

  function map(record: TraceRecord): Got {
    const device = deviceOf(record, devices);
    pages.expect(record);
    const answer = answerOf(() =>
      mem.tblMapSingle(
        device,
        addressOf(record, 'phys'),
        record.integer('size'),
        record.integer('aam'),
        record.integer('cpu'),
      ),
    );
    const ours = 'value' in answer ? answer.value : undefined;
    const pool = ours === undefined ? undefined : mem.mappingOf(device, ours).pool;
    const got = {
      tlb: 'refused' in answer ? answer.refused : (ours ?? -1),
      pages: pages.asked,
      pool: pool?.start,
      transient: pool && Number(pool.transient),
      ...counts(),
      work_pending: Number(mem.workPending),
    };
    if (mappings.mapped(record.integer('tlb', -1), ours) && ours !== undefined) mem.unmap(device, ours);
    return got;
  }

  function unmap(record: TraceRecord): Got {
    const device = deviceOf(record, devices);
    const ours = mappings.unmapped(addressOf(record, 'tlb'));
    const answer = answerOf(() => ours !== undefined && mem.unmap(device, ours));
    return { ...('refused' in answer ? { tlb: answer.refused } : {}), ...counts() };
  }

  function work(record: TraceRecord): Got {
    pages.expect(record);
    const pool = wellFormed(record, () => mem.dynAlloc());
    return { pages: pages.asked, pool: pool ? shapeOf(pool) : null, nslabs_total: mem.nslabs };
  }

  return {
    used: () => mem.totalUsed,
    op(record) {
      switch (record.text('op')) {
        case 'header':
          return {};
        case 'map':
          return map(record);
        case 'unmap':
          return unmap(record);
        case 'work':
          return work(record);
        default:
          throw record.error(`${record.text('op')} is no operation of dynamic pools`);
      }
    },
  };
}

const shapeOf = ({ start, nslabs, nareas }: IoTlbPool) => ({ start, nslabs, nareas });
