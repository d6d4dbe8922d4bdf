import { expect, test } from '@jest/globals';
import { murphi } from '../../exporters/index.ts';
import { twoLamps } from '../fixtures/twoLamps.ts';

test('two lamps in full', () => {
  expect(murphi(twoLamps)).toMatchInlineSnapshot(`
"-- two lamps
-- rumur --deadlock-detection off --symmetry-reduction off FILE -o model.c && gcc -O3 -mcx16 model.c -o model -lpthread

type
  lamp_0_states: enum {
    lamp_0_off, -- off
    lamp_0_on -- on
  };
  lamp_1_states: enum {
    lamp_1_off, -- off
    lamp_1_on_level_high, -- on level="high"
    lamp_1_broken -- broken
  };

var
  lamp_0: lamp_0_states; -- lamp[0]
  lamp_1: lamp_1_states; -- lamp[1]

function can_TOGGLE(): boolean;
begin return (lamp_1 != lamp_1_broken); end;
function can_FAIL_lamp_1(): boolean;
begin return (lamp_1 != lamp_1_broken); end;
function can_BLINK(): boolean;
begin return (lamp_0 = lamp_0_on); end;

startstate "initial"
begin
  lamp_0 := lamp_0_off;
  lamp_1 := lamp_1_off;
end;

-- by user
rule "TOGGLE"
  can_TOGGLE()
==>
begin
  if (lamp_0 = lamp_0_off) then lamp_0 := lamp_0_on; elsif (lamp_0 = lamp_0_on) then lamp_0 := lamp_0_off; end;
  if (lamp_1 = lamp_1_off) then lamp_1 := lamp_1_on_level_high; elsif (lamp_1 = lamp_1_on_level_high) then lamp_1 := lamp_1_off; end;
end;

-- by world
rule "FAIL(lamp=1)"
  can_FAIL_lamp_1()
==>
begin
  lamp_1 := lamp_1_broken;
end;

-- by user
rule "BLINK"
  can_BLINK()
==>
begin
end;

invariant "bothAlike"
  !(((lamp_0 = lamp_0_off) & (lamp_1 = lamp_1_on_level_high)) | ((lamp_0 = lamp_0_on) & (lamp_1 != lamp_1_on_level_high)));
invariant "noFailureWhileOn"
  !(can_FAIL_lamp_1() & (lamp_0 = lamp_0_on));
invariant "neverAsked"
  !false;
-- Left out, since no invariant can state it (possible): canBeOff
"
`);
});
