import { expect, test } from '@jest/globals';
import { tlaplus } from '../../exporters/index.ts';
import { twoLamps, twoLampsForEver } from '../fixtures/twoLamps.ts';

test('two lamps in full', () => {
  expect(tlaplus(twoLamps).tla).toMatchInlineSnapshot(`
"---- MODULE two_lamps ----
\\* two lamps
\\* Left out, since no invariant can state it (possible): canBeOff
VARIABLES lamp_0, lamp_1
vars == <<lamp_0, lamp_1>>

\\* lamp[0]
lamp_0_states == {
  "lamp_0_off", \\* off
  "lamp_0_on" \\* on
}
\\* lamp[1]
lamp_1_states == {
  "lamp_1_off", \\* off
  "lamp_1_on_level_high", \\* on level="high"
  "lamp_1_broken" \\* broken
}

TypeOK ==
  /\\ lamp_0 \\in lamp_0_states
  /\\ lamp_1 \\in lamp_1_states

Init ==
  /\\ lamp_0 = "lamp_0_off"
  /\\ lamp_1 = "lamp_1_off"

\\* TOGGLE, by user
can_TOGGLE == (lamp_1 \\in {"lamp_1_off", "lamp_1_on_level_high"})
TOGGLE ==
  /\\ can_TOGGLE
  /\\ lamp_0' = CASE (lamp_0 \\in {"lamp_0_off"}) -> "lamp_0_on" [] (lamp_0 \\in {"lamp_0_on"}) -> "lamp_0_off" [] OTHER -> lamp_0
  /\\ lamp_1' = CASE (lamp_1 \\in {"lamp_1_off"}) -> "lamp_1_on_level_high" [] (lamp_1 \\in {"lamp_1_on_level_high"}) -> "lamp_1_off" [] OTHER -> lamp_1

\\* FAIL(lamp=1), by world
can_FAIL_lamp_1 == (lamp_1 \\in {"lamp_1_off", "lamp_1_on_level_high"})
FAIL_lamp_1 ==
  /\\ can_FAIL_lamp_1
  /\\ lamp_1' = CASE (lamp_1 \\in {"lamp_1_off", "lamp_1_on_level_high"}) -> "lamp_1_broken" [] OTHER -> lamp_1
  /\\ UNCHANGED <<lamp_0>>

\\* BLINK, by user
can_BLINK == (lamp_0 \\in {"lamp_0_on"})
BLINK ==
  /\\ can_BLINK
  /\\ UNCHANGED <<lamp_0, lamp_1>>

Next ==
  \\/ TOGGLE
  \\/ FAIL_lamp_1
  \\/ BLINK

Spec == Init /\\ [][Next]_vars

\\* bothAlike
bothAlike == ~(((lamp_0 \\in {"lamp_0_off"}) /\\ (lamp_1 \\in {"lamp_1_on_level_high"})) \\/ ((lamp_0 \\in {"lamp_0_on"}) /\\ (lamp_1 \\in {"lamp_1_off", "lamp_1_broken"})))

\\* noFailureWhileOn
noFailureWhileOn == ~(can_FAIL_lamp_1 /\\ (lamp_0 \\in {"lamp_0_on"}))

\\* neverAsked
neverAsked == ~FALSE
====
"
`);
});

test('the configuration names every invariant of the module and lets it come to rest', () => {
  expect(tlaplus(twoLamps).cfg).toMatchInlineSnapshot(`
"SPECIFICATION Spec
\\* A network may come to rest.
CHECK_DEADLOCK FALSE
INVARIANT TypeOK
INVARIANT bothAlike
INVARIANT noFailureWhileOn
INVARIANT neverAsked
"
`);
});

test('claims about runs are formulas of a module that extends the first, under the fairness of each', () => {
  const { runs, tla } = tlaplus(twoLampsForEver);
  expect(tla).not.toContain('run__');
  expect(runs?.tla).toBe(
    `---- MODULE two_lamps__runs ----
\\* two lamps: claims about runs
EXTENDS two_lamps
VARIABLE run__tick
run__vars == <<vars, run__tick>>
run__Step(A) == A /\\ run__tick' = 1 - run__tick
run__Init == Init /\\ run__tick = 0
run__Next == run__Step(Next)

\\* failsAtLast
run__Spec_failsAtLast ==
  /\\ run__Init
  /\\ [][run__Next]_run__vars
  /\\ WF_run__vars(run__Next)
  /\\ WF_run__vars(run__Step((FAIL_lamp_1)))
run__failsAtLast ==
  /\\ <>(lamp_1 \\in {"lamp_1_broken"})

\\* failsAnyway
run__Spec_failsAnyway ==
  /\\ run__Init
  /\\ [][run__Next]_run__vars
  /\\ WF_run__vars(run__Next)
run__failsAnyway ==
  /\\ <>(lamp_1 \\in {"lamp_1_broken"})

\\* goesOff
run__Spec_goesOff ==
  /\\ run__Init
  /\\ [][run__Next]_run__vars
  /\\ WF_run__vars(run__Next)
  /\\ SF_run__vars(run__Step((TOGGLE)))
run__goesOff ==
  /\\ ((lamp_0 \\in {"lamp_0_on"}) ~> (lamp_0 \\in {"lamp_0_off"}))
====
`,
  );
  expect(runs?.cfgs.map(({ claim }) => claim)).toEqual(['failsAtLast', 'failsAnyway', 'goesOff']);
  expect(runs?.cfgs[2]?.cfg).toContain('SPECIFICATION run__Spec_goesOff\n');
  expect(tlaplus(twoLamps)).not.toHaveProperty('runs');
});
