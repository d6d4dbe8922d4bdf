/** Style of both pages: one column, light or dark as the reader's system is, and plain on paper. */
export const pageStyle: string = `
:root { color-scheme: light dark; --ink: #1f2328; --paper: #ffffff; --quiet: #59636e; --line: #d1d9e0; --soft: #f6f8fa;
  --good: #1a7f37; --bad: #b3261e; --bad-paper: #fcd9d6; --bad-ink: #8c1d18; --odd: #7a5200; --link: #0969da; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --quiet: #9198a1; --line: #3d444d;
  --soft: #151b23; --good: #3fb950; --bad: #ff7b72; --odd: #e0b252; --link: #58a6ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 110rem; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, Helvetica, Arial, sans-serif; }
h1 { font-size: 1.5rem; margin: .2rem 0; } h2 { font-size: 1.2rem; margin: 1.6rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
p { margin: .3rem 0; max-width: 60rem; } .quiet { color: var(--quiet); }
code, .event { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: .88em; overflow-wrap: anywhere; }
button, input, select { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 5px; padding: .2rem .5rem; }
button { cursor: pointer; } button:disabled { opacity: .45; cursor: default; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.filters { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: end; margin: .8rem 0; }
.filters label { display: inline-flex; flex-direction: column; font-size: .85rem; color: var(--quiet); }
.filters fieldset { border: 0; padding: 0; margin: 0; } .filters fieldset label { flex-direction: row; gap: .3rem; margin-right: .8rem; color: var(--ink); }
.scroll { overflow: auto; max-width: 100%; }
table { border-collapse: collapse; } caption { text-align: left; color: var(--quiet); padding: .2rem 0; }
.matrix { max-height: 75vh; border: 1px solid var(--line); }
.matrix th, .matrix td { border: 1px solid var(--line); padding: 0; text-align: center; min-width: 1.75rem; }
.matrix thead th { position: sticky; top: 0; background: var(--paper); z-index: 1; vertical-align: bottom; }
.matrix thead th span { writing-mode: vertical-rl; transform: rotate(180deg); padding: .4rem .15rem; font-weight: 400; font-size: .78rem; white-space: nowrap; }
.matrix tbody th, .matrix thead th:first-child { position: sticky; left: 0; background: var(--paper); text-align: left; font-weight: 500; padding: .1rem .5rem; z-index: 2; white-space: nowrap; }
.matrix tbody th { z-index: 1; } .matrix tbody tr:hover > :not(.violated) { background: var(--soft); }
.holds { color: var(--good); } .vacuous { color: var(--quiet); } .unknown { color: var(--odd); font-weight: 700; }
.matrix td.violated { background: var(--bad-paper); } .matrix td button { all: unset; cursor: pointer; display: block; width: 100%; color: var(--bad-ink); font-weight: 700; padding: .1rem 0; text-align: center; box-sizing: border-box; }
.matrix td button:focus-visible { outline: 3px solid var(--link); } .matrix td.holds button { color: var(--good); }
dialog { width: min(96vw, 86rem); max-height: 94vh; border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.3rem; background: var(--paper); color: var(--ink); }
dialog::backdrop { background: rgba(0, 0, 0, .5); }
.bar { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; } .bar .end { margin-left: auto; }
.two { display: grid; grid-template-columns: minmax(20rem, 1.15fr) minmax(20rem, 1fr); gap: 1.2rem; align-items: start; }
@media (max-width: 60rem) { .two { grid-template-columns: 1fr; } }
.sequence { width: 100%; height: auto; } .sequence text { fill: var(--ink); font: 12px system-ui, Helvetica, sans-serif; } .sequence .small { font-size: 10.5px; fill: var(--quiet); }
.sequence line, .sequence path { stroke: var(--ink); } .sequence .life { stroke: var(--line); stroke-dasharray: 3 4; } .sequence .other { stroke-dasharray: 4 3; }
.sequence .bad { fill: rgba(220, 60, 50, .22); } .sequence .now { fill: none; stroke: var(--link); stroke-width: 2; } .sequence .leak { fill: var(--bad); font-weight: 600; }
.sequence .step { cursor: pointer; }
.steps { padding-left: 1.6rem; margin: .4rem 0; } .steps li { margin: .15rem 0; } .steps button { text-align: left; overflow-wrap: anywhere; border-color: transparent; background: none; padding: .1rem .3rem; }
.steps button[aria-current=step] { border-color: var(--link); background: var(--soft); } .steps .changes { margin: 0 .4rem; font-size: .88em; color: var(--quiet); }
.warn, .steps .warn { color: var(--bad); font-weight: 600; } a { color: var(--link); }
.memory th, .memory td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: left; } .memory tr.changed th { border-left: 4px solid var(--link); }
.memory tr.leak > * { background: var(--bad-paper); color: var(--bad-ink); } .memory td.yes { font-weight: 600; }
.facts th { text-align: left; padding: .1rem .8rem .1rem 0; font-weight: 500; vertical-align: top; color: var(--quiet); white-space: nowrap; } .facts td { padding: .1rem 0; }
details { border-top: 1px solid var(--line); padding: .35rem 0; } summary { cursor: pointer; } summary .quiet { margin-left: .6rem; }
.machines { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .8rem; align-items: start; }
ul.steps { list-style: none; padding-left: 0; } .walk { display: grid; grid-template-columns: minmax(16rem, 1fr) minmax(24rem, 2.2fr) minmax(12rem, .7fr); gap: 1.2rem; align-items: start; }
@media (max-width: 70rem) { .walk { grid-template-columns: 1fr; } } .walk .card .scroll { max-height: 26rem; }
.walk .machines { grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); } .walk .drawn { max-width: none; zoom: 1.2; }
.card { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .7rem; } .card h3 { margin: 0; } .card .state { font-size: .88em; }
.drawn .current > polygon:first-of-type, .drawn .current > path { stroke: var(--link) !important; stroke-width: 5 !important; }
.drawn .node.current > polygon:first-of-type { fill: var(--link); fill-opacity: .18; }
@media print { body { max-width: none; padding: 0; font-size: 10px; } .filters, .noprint { display: none !important; }
  .matrix { max-height: none; overflow: visible; border: 0; } .matrix thead th, .matrix tbody th, .matrix thead th:first-child { position: static; } .matrix th, .matrix td { min-width: 0; }
  .matrix thead th span { font-size: 7px; } .matrix tbody th, .matrix td { font-size: 7.5px; padding: 0 1px; } @page { size: A3 landscape; margin: 10mm; }
  details { break-inside: avoid; } td.violated { print-color-adjust: exact; } }
`;
