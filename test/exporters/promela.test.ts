import { expect, test } from '@jest/globals';
import { promela } from '../../exporters/index.ts';
import { twoLamps, twoLampsForEver } from '../fixtures/twoLamps.ts';

test('two lamps in full', () => {
  expect(promela(twoLamps)).toMatchInlineSnapshot(`
"/* two lamps
   spin -a FILE && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -c0 -m1000000
   A failed assertion (n==0) is the violation of claim n. SPIN counts one transition more than there are
   steps, and one for each violation; with spin -DNO_CLAIMS -a there are none of these. */
/* Left out, since no assertion can state it (possible): canBeOff */

/* lamp[0] */
#define lamp_0_off 0 /* off */
#define lamp_0_on 1 /* on */
byte lamp_0 = lamp_0_off;

/* lamp[1] */
#define lamp_1_off 0 /* off */
#define lamp_1_on_level_high 1 /* on level="high" */
#define lamp_1_broken 2 /* broken */
byte lamp_1 = lamp_1_off;

#define can_TOGGLE (lamp_1 != lamp_1_broken)
#define can_FAIL_lamp_1 (lamp_1 != lamp_1_broken)
#define can_BLINK (lamp_0 == lamp_0_on)

#define bothAlike 1 /* bothAlike */
#define noFailureWhileOn 2 /* noFailureWhileOn */
#define neverAsked 3 /* neverAsked */

active proctype network() {
end:
  do
  /* TOGGLE, by user */
  :: d_step { can_TOGGLE -> if :: (lamp_0 == lamp_0_off) -> lamp_0 = lamp_0_on :: (lamp_0 == lamp_0_on) -> lamp_0 = lamp_0_off :: else fi; if :: (lamp_1 == lamp_1_off) -> lamp_1 = lamp_1_on_level_high :: (lamp_1 == lamp_1_on_level_high) -> lamp_1 = lamp_1_off :: else fi }
  /* FAIL(lamp=1), by world */
  :: d_step { can_FAIL_lamp_1 -> lamp_1 = lamp_1_broken }
  /* BLINK, by user */
  :: d_step { can_BLINK -> skip }
#ifndef NO_CLAIMS
  :: d_step { (((lamp_0 == lamp_0_off) && (lamp_1 == lamp_1_on_level_high)) || ((lamp_0 == lamp_0_on) && (lamp_1 != lamp_1_on_level_high))) -> assert(bothAlike == 0) }
  :: d_step { (can_FAIL_lamp_1 && (lamp_0 == lamp_0_on)) -> assert(noFailureWhileOn == 0) }
#endif
  od
}
"
`);
});

test('a claim about runs is a never claim with a number, and its promises are counted through', () => {
  const lines = promela(twoLampsForEver).split('\n');
  const from = lines.indexOf('#if RUNS == 3 /* goesOff */');
  expect(lines.slice(from, lines.indexOf('#endif', from)).join('\n')).toBe(
    `#if RUNS == 3 /* goesOff */
short run__turn = 0;
bool run__waived_0 = false;
#define run__can_0 (can_TOGGLE)
#define run__dead_end ((run__waived_0 && run__can_0))
#define run__may(can) ((can) && !run__dead_end)
#define run__at_rest (!(can_TOGGLE || can_FAIL_lamp_1 || can_BLINK))
#define run__fair ((run__turn == 1 && !run__dead_end) || run__at_rest)
#define run__keeps_TOGGLE if :: run__turn == 1 -> run__turn = 0 :: run__turn == 0 -> run__turn = 1 :: else fi;
#define run__keeps_FAIL_lamp_1 if :: run__turn == 1 -> run__turn = 0 :: run__turn == 0 && run__waived_0 -> run__turn = 1 :: else fi;
#define run__keeps_BLINK if :: run__turn == 1 -> run__turn = 0 :: run__turn == 0 && run__waived_0 -> run__turn = 1 :: else fi;
#define run__waive :: d_step { !run__waived_0 && !run__can_0 -> run__waived_0 = true }
#define run__owed_0 (lamp_0 == lamp_0_on)
#define run__goal_0 (lamp_0 == lamp_0_off)
never {
  do
  :: true
  :: (run__owed_0) -> goto run__owes_0
  od;
run__owes_0:
  if
  :: (!run__goal_0 && !run__fair) -> goto run__owes_0
  :: (!run__goal_0 && run__fair) -> goto accept_0
  fi;
accept_0:
  if
  :: (!run__goal_0 && !run__fair) -> goto run__owes_0
  :: (!run__goal_0 && run__fair) -> goto accept_0
  fi;
  false
}`,
  );
});
