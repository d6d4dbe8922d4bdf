import { expect, test } from '@jest/globals';
import { tlaplus } from '../../exporters/index.ts';
import { twoLamps } from '../fixtures/twoLamps.ts';

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
