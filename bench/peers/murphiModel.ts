/** The bench model as a user of Murphi would write it: rule sets over pages and slots, one invariant. */
export const murphiModel = (pages: number, slots: number): string => `const
  PAGES: ${pages};
  SLOTS: ${slots};

type
  page_t: 1..PAGES;
  slot_t: 1..SLOTS;
  cached_t: 0..PAGES; -- 0 is none

var
  page: array[page_t] of enum { CLEAN, SECRET, SHARED };
  slot: array[slot_t] of record
    map: cached_t;
    tlb: cached_t;
    busy: boolean;
  end;

startstate begin
  for p: page_t do page[p] := CLEAN; end;
  for s: slot_t do
    slot[s].map := 0;
    slot[s].tlb := 0;
    slot[s].busy := false;
  end;
end;

ruleset p: page_t do
  rule "to shared" page[p] != SHARED ==> begin page[p] := SHARED; end;
  rule "secret" page[p] = CLEAN ==> begin page[p] := SECRET; end;
  rule "to private" page[p] = SHARED & forall s: slot_t do slot[s].map != p & slot[s].tlb != p end
  ==> begin page[p] := CLEAN; end;
  ruleset s: slot_t do
    rule "map" slot[s].map = 0 & page[p] = SHARED ==> begin slot[s].map := p; end;
  end;
end;

ruleset s: slot_t do
  rule "unmap" slot[s].map != 0 & !slot[s].busy ==> begin slot[s].map := 0; end;
  rule "start" slot[s].map != 0 & !slot[s].busy
  ==> begin slot[s].tlb := slot[s].map; slot[s].busy := true; end;
  rule "finish" slot[s].busy ==> begin slot[s].busy := false; end;
  rule "flush" slot[s].tlb != 0 & !slot[s].busy ==> begin slot[s].tlb := 0; end;
end;

invariant "a cached page is shared"
  forall s: slot_t do slot[s].tlb != 0 -> page[slot[s].tlb] = SHARED end;
`;
