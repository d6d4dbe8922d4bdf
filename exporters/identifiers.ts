/** Words that Promela, C (into which SPIN and rumur translate), Murphi or TLA+ keep for themselves. */
const RESERVED = new Set(
  `active alias and array assert assume atomic auto begin bit bool boolean break byte by can case chan char choose clear
  const constant constants continue cover default do d_step double else elsif empty enabled end endalias endexists endfor
  endforall endfunction endif endprocedure endrecord endrule endruleset endstartstate endswitch endwhile enum error eval
  except exists extends extern externs false fi float for forall full function goto hidden if import in init inline int
  int8_t instance invariant isundefined len let liveness local long ltl main module mtype multiset multisetadd
  multisetcount multisetremove nempty nfull never new not notrace now np_ of od or pc_value pid pred printf print
  priority procedure process proctype program progress property provided put range real record register return rule
  ruleset run scalarset select short show signed sizeof skip startstate state static step string struct subset switch
  theorem then timeout to trace true type typedef undefine union unless unsigned unlock until unlocked value var
  variable variables void volatile weak while with xr xs
  action assumption axiom corollary def define defs domain have hide lambda lemma obvious omitted only other pick proof
  proposition prove qed recursive state suffices take temporal unchanged use witness
  Init Next Spec TypeOK vars network NO_CLAIMS`
    .split(/\s+/)
    .map((word) => word.toLowerCase()),
);

/**
 * Makes identifiers that every target language accepts: `page[0]` becomes `page_0`. No two calls give the
 * same one, whatever the names.
 */
export function identifiers(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const plain = name.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
    const word = /^[A-Za-z]/.test(plain) ? plain : `x_${plain}`;
    const start = RESERVED.has(word.toLowerCase()) ? `${word}_` : word;
    let id = start;
    for (let n = 2; taken.has(id); n++) id = `${start}_v${n}`;
    taken.add(id);
    return id;
  };
}
