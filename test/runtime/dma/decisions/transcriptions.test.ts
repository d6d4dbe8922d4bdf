import { expect, test } from '@jest/globals';
import {
  type Answers,
  type Decisions,
  decide,
  type Fact,
  linux72,
  linux73,
  linux612,
} from '../../../../runtime/dma/decisions/index.ts';
import { assignments } from './answers.ts';

/**
 * The functions of the kernel once more, as the `if`s that they are in C, against the trees for all answers to
 * all that they ask. What a function returns is a word here.
 */
type Written = (is: Answers) => string;

const pool: readonly Fact[] = ['ioTlbMem', 'ioTlbSlots', 'restrictedPool', 'swiotlbForce'];
const kmalloc: readonly Fact[] = ['configBounceUnalignedKmalloc', 'coherent', 'toDevice', 'kmallocAligned'];

const active: (is: Answers) => boolean = (is) => is('ioTlbMem') && is('ioTlbSlots');
const kmallocBounces = (is: Answers) =>
  is('configBounceUnalignedKmalloc') && !(is('coherent') || is('toDevice')) && !is('kmallocAligned');
const forced = (is: Answers, flag: boolean) =>
  is('ioTlbMem') && (is('restrictedPool') || is('swiotlbForce') || flag);

const map612: Written = (is) => {
  if (forced(is, is('ccGuestMemEncrypt'))) return is('pciP2pdma') ? 'fail notCapable' : 'bounce';
  if (!is('withinMask') || kmallocBounces(is)) {
    if (is('pciP2pdma')) return 'fail notCapable';
    return active(is) ? 'bounce' : 'fail notCapable';
  }
  return 'direct physToDma';
};

const map72: Written = (is) => {
  if (forced(is, is('ccGuestMemEncrypt'))) {
    if (!is('ccShared')) return is('mmio') || is('requireCoherent') ? 'fail notCapable' : 'bounce';
  } else if (is('ccShared')) return 'fail misuse';
  if (is('mmio')) return is('withinMask') ? 'direct phys' : 'fail notCapable';
  if (is('ccShared')) return is('withinMask') ? 'direct physToDmaUnencrypted' : 'fail notCapable';
  if (!is('withinMask') || kmallocBounces(is))
    return active(is) && !is('requireCoherent') ? 'bounce' : 'fail notCapable';
  return 'direct physToDma';
};

const forceDmaUnencrypted73 = (is: Answers) =>
  is('ccGuestMemEncrypt') || (is('ccHostMemEncrypt') && is('smeMaskTooNarrow') && !is('useDmaIommu'));

const map73: Written = (is) => {
  const ccShared = is('ccShared') || (is('mmio') && is('ccHostMemEncrypt'));
  if (forced(is, false)) return is('mmio') || is('requireCoherent') ? 'fail notCapable' : 'bounce';
  const direct = ccShared ? 'direct physToDmaUnencrypted' : 'direct physToDmaEncrypted';
  const capable = (ccShared || !forceDmaUnencrypted73(is)) && is('withinMask');
  if (is('mmio')) return capable ? direct : 'fail notCapable';
  if (!capable || kmallocBounces(is))
    return active(is) && !is('requireCoherent') ? 'bounce' : 'fail notCapable';
  return direct;
};

const search73: Written = (is) => {
  if (!active(is)) return 'fail notCapable';
  if (is('ccGuestMemEncrypt') && is('poolCcShared') !== forceDmaUnencrypted73(is)) return 'fail refused';
  if (is('ccHostMemEncrypt') && !is('poolCcShared')) return 'fail refused';
  return 'search';
};

const alloc612: Written = (is) => {
  const force = is('ccGuestMemEncrypt') || (is('ccHostMemEncrypt') && is('smeMaskTooNarrow'));
  if (is('noKernelMapping') && !force && !is('restrictedPool')) return 'alloc pages';
  let remap = false;
  if (!is('coherent')) {
    if (is('archHasDmaAlloc') && !is('restrictedPool')) return 'alloc archDmaAlloc';
    if (is('configGlobalPool')) return 'alloc globalPool';
    remap = is('configDirectRemap');
    if (!is('archHasSetUncached') && !remap) return 'fail notCapable';
  }
  if ((remap || force) && is('mayNotBlock') && !is('restrictedPool')) return 'alloc atomicPool';
  const from = is('restrictedPool') ? 'swiotlb' : 'pages';
  if (remap) return `alloc ${from} remap`;
  return force ? `alloc ${from} convert` : `alloc ${from}`;
};

const free612: Written = (is) => {
  const force = is('ccGuestMemEncrypt') || (is('ccHostMemEncrypt') && is('smeMaskTooNarrow'));
  if (is('noKernelMapping') && !force && !is('restrictedPool')) return 'pages';
  if (is('archHasDmaAlloc') && !is('coherent') && !is('restrictedPool')) return 'archDmaAlloc';
  if (is('configGlobalPool') && !is('coherent')) return 'globalPool';
  if (is('fromAtomicPool')) return 'atomicPool';
  return !is('remapped') && force ? 'pages convert' : 'pages';
};

/** An outcome as the words that the transcriptions return. */
const words = (outcome: object): string =>
  Object.entries(outcome)
    .flatMap(([field, value]) => (value === false ? [] : [value === true ? field : String(value)]))
    .join(' ');

const compared: readonly (readonly [
  string,
  Decisions,
  'map' | 'search' | 'alloc' | 'free',
  Written,
  readonly Fact[],
])[] = [
  [
    'Linux 6.12 dma_direct_map_page',
    linux612,
    'map',
    map612,
    [...pool, ...kmalloc, 'ccGuestMemEncrypt', 'pciP2pdma', 'withinMask'],
  ],
  [
    'Linux 7.2 dma_direct_map_phys',
    linux72,
    'map',
    map72,
    [...pool, ...kmalloc, 'ccGuestMemEncrypt', 'ccShared', 'mmio', 'requireCoherent', 'withinMask'],
  ],
  [
    'Linux 7.3 dma_direct_map_phys',
    linux73,
    'map',
    map73,
    [
      ...pool,
      ...kmalloc,
      'ccGuestMemEncrypt',
      'ccHostMemEncrypt',
      'smeMaskTooNarrow',
      'useDmaIommu',
      'ccShared',
      'mmio',
      'requireCoherent',
      'withinMask',
    ],
  ],
  [
    'Linux 7.3 swiotlb_tbl_map_single',
    linux73,
    'search',
    search73,
    [
      'ioTlbMem',
      'ioTlbSlots',
      'ccGuestMemEncrypt',
      'ccHostMemEncrypt',
      'smeMaskTooNarrow',
      'useDmaIommu',
      'poolCcShared',
    ],
  ],
  [
    'Linux 6.12 dma_direct_alloc',
    linux612,
    'alloc',
    alloc612,
    [
      'ccGuestMemEncrypt',
      'ccHostMemEncrypt',
      'smeMaskTooNarrow',
      'restrictedPool',
      'coherent',
      'noKernelMapping',
      'mayNotBlock',
      'archHasDmaAlloc',
      'archHasSetUncached',
      'configGlobalPool',
      'configDirectRemap',
    ],
  ],
  [
    'Linux 6.12 dma_direct_free',
    linux612,
    'free',
    free612,
    [
      'ccGuestMemEncrypt',
      'ccHostMemEncrypt',
      'smeMaskTooNarrow',
      'restrictedPool',
      'coherent',
      'noKernelMapping',
      'archHasDmaAlloc',
      'configGlobalPool',
      'fromAtomicPool',
      'remapped',
    ],
  ],
];

test.each(compared)(
  '%s: the tree and the function agree, whatever the facts are',
  (_, kernel, name, written, names) => {
    const different = assignments(names).filter(
      (is) => words(decide<object>(kernel[name], kernel.predicates, is).outcome) !== written(is),
    );
    expect(different.map((is) => names.filter(is))).toEqual([]);
  },
);
