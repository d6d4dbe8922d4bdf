/**
 * The bench model as a user of SPIN would write it for speed: one process, one loop, every step a `d_step`, so
 * that SPIN stores no state in between, and an assertion where the claim could become false. It is not the
 * export of the machines, which is slower to run and larger, since it knows only local states.
 */
export function promelaModel(pages: number, slots: number): string {
  const p = [...Array(pages).keys()];
  const s = [...Array(slots).keys()];
  const unused = (page: number) =>
    s.map((slot) => `map[${slot}] != ${page + 1} && tlb[${slot}] != ${page + 1}`).join(' && ');
  const options = [
    ...p.map((i) => `page[${i}] != SHARED -> page[${i}] = SHARED`),
    ...p.map((i) => `page[${i}] == CLEAN -> page[${i}] = SECRET`),
    ...p.map((i) => `page[${i}] == SHARED && ${unused(i)} -> page[${i}] = CLEAN; assert(CLAIM)`),
    ...s.flatMap((j) => p.map((i) => `map[${j}] == 0 && page[${i}] == SHARED -> map[${j}] = ${i + 1}`)),
    ...s.map((j) => `map[${j}] != 0 && !busy[${j}] -> map[${j}] = 0`),
    ...s.map((j) => `map[${j}] != 0 && !busy[${j}] -> tlb[${j}] = map[${j}]; busy[${j}] = 1; assert(CLAIM)`),
    ...s.map((j) => `busy[${j}] -> busy[${j}] = 0`),
    ...s.map((j) => `tlb[${j}] != 0 && !busy[${j}] -> tlb[${j}] = 0`),
  ];
  const cachedIsShared = s.map((j) => `(tlb[${j}] == 0 || page[tlb[${j}] - 1] == SHARED)`).join(' && ');
  return `/* map and tlb hold the number of a page plus one, 0 for none. */
#define CLEAN  0
#define SECRET 1
#define SHARED 2
#define CLAIM  (${cachedIsShared})

byte page[${pages}];
byte map[${slots}];
byte tlb[${slots}];
bit busy[${slots}];

active proctype machine() {
  do
${options.map((option) => `  :: d_step { ${option} }\n`).join('')}  od
}
`;
}
