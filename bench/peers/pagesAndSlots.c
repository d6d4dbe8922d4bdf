/*
 * The bench model as somebody would write it in C who has only this model to check and one core: breadth-first,
 * a state packed into 64 bits, open addressing. It keeps no parents, so it could not tell how it got anywhere.
 *
 * Compile with -DPAGES=… -DSLOTS=…, and -DBATCH=… for how many successors are gathered before they are looked up:
 * 1 is what comes to mind first; with more, the cache lines that they need are fetched meanwhile.
 * Prints states, transitions and depth.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef BATCH
#define BATCH 1
#endif

/* Bits of a page number or none (0), and of a slot: map, tlb, busy. */
#define NUMBER (PAGES < 4 ? 2 : PAGES < 8 ? 3 : 4)
#define SLOT (2 * NUMBER + 1)
_Static_assert(PAGES < 16 && 2 * PAGES + SLOTS * SLOT < 64, "a state must fit into 63 bits");

typedef uint64_t state;
enum { CLEAN, SECRET, SHARED };

#define NUMBER_MASK ((1u << NUMBER) - 1)
#define PAGE_AT(p) (2 * (p))
#define SLOT_AT(s) (2 * PAGES + (s) * SLOT)
#define PAGE(x, p) ((unsigned)((x) >> PAGE_AT(p)) & 3)
#define MAP(x, s) ((unsigned)((x) >> SLOT_AT(s)) & NUMBER_MASK)
#define TLB(x, s) ((unsigned)((x) >> (SLOT_AT(s) + NUMBER)) & NUMBER_MASK)
#define BUSY(x, s) ((unsigned)((x) >> (SLOT_AT(s) + 2 * NUMBER)) & 1)
#define TO_PAGE(x, p, to) (((x) & ~((state)3 << PAGE_AT(p))) | (state)(to) << PAGE_AT(p))
#define TO_MAP(x, s, to) (((x) & ~((state)NUMBER_MASK << SLOT_AT(s))) | (state)(to) << SLOT_AT(s))
#define TO_TLB(x, s, to) (((x) & ~((state)NUMBER_MASK << (SLOT_AT(s) + NUMBER))) | (state)(to) << (SLOT_AT(s) + NUMBER))
#define FLIP_BUSY(x, s) ((x) ^ (state)1 << (SLOT_AT(s) + 2 * NUMBER))

/* found: the states in the order found. table: the same by hash, each plus one, since 0 is an empty place. */
static state *found, *table, batch[BATCH];
static size_t size, room, mask, waiting;

static size_t hash(state x) {
  x *= 0x9e3779b97f4a7c15u;
  return x ^ x >> 29;
}

static void *allocated(void *at) {
  if (!at) exit((fprintf(stderr, "no memory\n"), 3));
  return at;
}

/* Doubles both; the table is then 3/8 full. */
static void grow(void) {
  room *= 2;
  mask = 2 * mask + 1;
  found = allocated(realloc(found, room * sizeof(state)));
  free(table);
  table = allocated(calloc(mask + 1, sizeof(state)));
  for (size_t i = 0; i < size; i++) {
    size_t at = hash(found[i]) & mask;
    while (table[at]) at = (at + 1) & mask;
    table[at] = found[i] + 1;
  }
}

/* A cached translation of a page means that the page is shared. */
static void judge(state x) {
  for (unsigned s = 0; s < SLOTS; s++)
    if (TLB(x, s) && PAGE(x, TLB(x, s) - 1) != SHARED) exit((fprintf(stderr, "violated\n"), 1));
}

static void add(state x) {
  size_t at = hash(x) & mask;
  while (table[at]) {
    if (table[at] == x + 1) return;
    at = (at + 1) & mask;
  }
  judge(x);
  table[at] = x + 1;
  found[size++] = x;
  if (size == room) grow();
}

static void flush(void) {
  for (size_t i = 0; i < waiting; i++) add(batch[i]);
  waiting = 0;
}

static inline void reach(state x) {
  if (BATCH == 1) {
    add(x);
    return;
  }
  __builtin_prefetch(&table[hash(x) & mask]);
  batch[waiting++] = x;
  if (waiting == BATCH) flush();
}

/* All that can happen in one state; returns how many steps. */
static unsigned expand(state x) {
  unsigned steps = 0;
#define STEP(to) (steps++, reach(to))
  for (unsigned p = 0; p < PAGES; p++) {
    unsigned is = PAGE(x, p), used = 0;
    if (is != SHARED) STEP(TO_PAGE(x, p, SHARED));
    if (is == CLEAN) STEP(TO_PAGE(x, p, SECRET));
    for (unsigned s = 0; s < SLOTS; s++) used |= (MAP(x, s) == p + 1) | (TLB(x, s) == p + 1);
    if (is == SHARED && !used) STEP(TO_PAGE(x, p, CLEAN));
    for (unsigned s = 0; s < SLOTS; s++)
      if (is == SHARED && MAP(x, s) == 0) STEP(TO_MAP(x, s, p + 1));
  }
  for (unsigned s = 0; s < SLOTS; s++) {
    unsigned map = MAP(x, s), busy = BUSY(x, s);
    if (map && !busy) STEP(TO_MAP(x, s, 0));
    if (map && !busy) STEP(FLIP_BUSY(TO_TLB(x, s, map), s));
    if (busy) STEP(FLIP_BUSY(x, s));
    if (TLB(x, s) && !busy) STEP(TO_TLB(x, s, 0));
  }
  return steps;
}

int main(void) {
  uint64_t transitions = 0;
  unsigned depth = 0;
  room = 3 << 9;
  mask = (1 << 11) - 1;
  grow();
  add(0);
  for (size_t next = 0, end = size; next < end; end = size, depth++) {
    while (next < end) transitions += expand(found[next++]);
    flush();
  }
  printf("%zu %" PRIu64 " %u\n", size, transitions, depth - 1);
}
