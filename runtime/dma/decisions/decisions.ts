import type { PredicateName, Tree } from './tree.ts';

/**
 * Which function of the kernel makes a DMA address of a physical one. `physToDmaUnencrypted` names shared
 * memory, `physToDma` and `physToDmaEncrypted` private memory (plain memory in a guest that is not
 * confidential), `phys` leaves it as it is.
 */
export type AddressOf = 'phys' | 'physToDma' | 'physToDmaEncrypted' | 'physToDmaUnencrypted';

/**
 * Why a request is refused, by what its caller can do about it: `full` later, `notCapable` never for this
 * device and buffer, `refused` after the state of the device has changed, `misuse` after mending the caller.
 */
export type Failure = 'full' | 'notCapable' | 'refused' | 'misuse';

/** A request is refused. */
export interface Refusal {
  readonly do: 'fail';
  readonly failure: Failure;
}

/** What becomes of a streaming mapping. */
export type MapOutcome =
  | { readonly do: 'direct'; readonly address: AddressOf }
  | { readonly do: 'bounce' }
  | Refusal;

/** Whether swiotlb looks for slots at all. */
export type SearchOutcome = { readonly do: 'search' } | Refusal;

/** What is done with the slots that swiotlb looked for. */
export type SlotOutcome = { readonly do: 'use'; readonly address: AddressOf } | Refusal;

/** What unmap does, in this order: syncs for the CPU, and gives the slots back. */
export interface UnmapOutcome {
  readonly sync: boolean;
  readonly release: boolean;
}

/** What a sync does, in this order. `copy` goes to the slot for the device, and from it for the CPU. */
export type SyncOutcome = readonly ('invalidateCache' | 'copy' | 'cleanCache')[];

/** Where coherent memory comes from, and what is done to it. */
export type AllocOutcome =
  | {
      readonly do: 'alloc';
      readonly from: 'pages' | 'swiotlb' | 'atomicPool' | 'globalPool' | 'archDmaAlloc';
      /** Its linear mapping is converted to shared with set_memory_decrypted(). */
      readonly convert: boolean;
      /** It is mapped a second time. */
      readonly remap: boolean;
    }
  | Refusal;

/** What becomes of coherent memory that is given back, apart from its going where it came from. */
export interface FreeOutcome {
  readonly to: 'pages' | 'atomicPool' | 'globalPool' | 'archDmaAlloc';
  /** It is converted back with set_memory_encrypted() first. */
  readonly convert: boolean;
}

/** What becomes of memory whose conversion failed: nobody knows whether the host reads it. */
export type DoubtOutcome = 'leak' | 'free' | 'handOut' | 'markPoolUsed' | 'failDevice';

/**
 * The decisions of a DMA layer, each named after what is asked of it; `name` in a tree is the function of
 * the kernel that takes it.
 */
export interface Decisions {
  readonly predicates: Readonly<Record<PredicateName, Tree<boolean>>>;
  readonly backend: Tree<'direct' | 'iommuDma' | 'ops' | Refusal>;
  readonly map: Tree<MapOutcome>;
  readonly mapResource: Tree<MapOutcome>;
  readonly p2pdmaSegment: Tree<'memory' | 'busAddress' | Refusal>;
  readonly search: Tree<SearchOutcome>;
  readonly slot: Tree<SlotOutcome>;
  readonly unmap: Tree<UnmapOutcome>;
  readonly syncForCpu: Tree<SyncOutcome>;
  readonly syncForDevice: Tree<SyncOutcome>;
  /** Whether syncs of the device are skipped until its first bounce. */
  readonly skipSync: Tree<boolean>;
  readonly maxMappingSize: Tree<'unlimited' | 'swiotlb'>;
  readonly iommuMap: Tree<'iova' | 'bounce' | Refusal>;
  /** Whether what surrounds a bounced buffer up to the granule is zeroed. */
  readonly zeroPadding: Tree<boolean>;
  readonly alloc: Tree<AllocOutcome>;
  readonly free: Tree<FreeOutcome>;
  /** Which pool a device is given. `fail`: the device is not driven at all. */
  readonly attachPool: Tree<'default' | 'restricted' | 'private' | 'onDevice' | 'none' | Refusal>;
  /** Which addresses a virtio driver passes. */
  readonly vring: Tree<'dmaApi' | 'physical'>;
  readonly allocDecryptFails: Tree<DoubtOutcome>;
  readonly freeEncryptFails: Tree<DoubtOutcome>;
  readonly atomicPoolDecryptFails: Tree<DoubtOutcome>;
  readonly poolDecryptFails: Tree<DoubtOutcome>;
}

/** Every decision that is no predicate. */
export type DecisionName = Exclude<keyof Decisions, 'predicates'>;
