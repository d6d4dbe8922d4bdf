// Writes what the documents quote from a run: docs/claims.md, docs/dma-decisions.md, and the blocks of README.md and docs/*.md that
// stand between `<!-- output of: COMMAND -->`, or `<!-- output in FOLDER of: COMMAND -->`, and `<!-- end of output -->`. With --check it writes nothing and
// fails where a document is out of date. Times are left out of the comparison, since no two runs have the same.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createJiti } from 'jiti';
import { check } from '../dist/checker/index.js';
import { compose, sizesOf } from '../dist/composition/index.js';
import { markdownClaims, markdownMoves } from '../dist/exporters/index.js';
import { invariants } from '../dist/invariants/index.js';
import { hostMoves, machines, stepsOfMove } from '../dist/machines/index.js';
import { proposals } from '../dist/proposals/index.js';
import {
  designs as dmaDesigns,
  linux72,
  linux73,
  linux612,
  treeText,
} from '../dist/runtime/dma/decisions/index.js';

const root = new URL('..', import.meta.url);
const onlyCheck = process.argv.includes('--check');
const timeless = (text) => text.replaceAll(/\d+\.\d+/g, '0.0').replaceAll(/ +/g, ' ');
const stale = [];

function settle(path, before, after) {
  if (timeless(before) === timeless(after)) return;
  if (onlyCheck) stale.push(path);
  else writeFileSync(new URL(path, root), after);
}

const designs = [];
for (const { system, title, argument, objection, sources } of proposals) {
  const report = await check(compose(system));
  designs.push({ title, argument, objection, sources, size: sizesOf(system), report });
}
const read = (path) => readFileSync(new URL(path, root), 'utf8');
function settleWhole(path, after) {
  let before = '';
  try {
    before = read(path);
  } catch {
    // The first run writes it.
  }
  settle(path, before, after);
}
const claimsPath = 'docs/claims.md';
settleWhole(claimsPath, markdownClaims(designs, invariants));

const decisionsPath = 'docs/dma-decisions.md';
const treesOf = ({ predicates, ...decisions }) => Object.values({ ...decisions, ...predicates });
const fenced = (texts) => `\`\`\`text\n${texts.join('\n\n')}\n\`\`\`\n`;
const kernels = [
  ['Linux 6.12', linux612, {}],
  ['Linux 7.2, where it differs from 6.12', linux72, linux612],
  ['Linux 7.3, where it differs from 7.2', linux73, linux72],
];
settleWhole(
  decisionsPath,
  `# What the DMA layer decides

Each function as rows that are asked from the top; the first whose condition is met decides. Names are facts of
\`runtime/dma/decisions/facts.ts\`, or functions that stand further down. Written from the data that the runtime runs on.

${kernels
  .map(([title, kernel, before]) => {
    const known = new Set(before.predicates ? treesOf(before) : []);
    const trees = [...new Set(treesOf(kernel))].filter((tree) => !known.has(tree));
    return `## ${title}\n\n${fenced(trees.map(treeText))}`;
  })
  .join('\n')}
## Proposals

What each asks before everything that its base asks.

${Object.entries(dmaDesigns)
  .map(([name, { base, summary, changes, decisions }]) => {
    const trees = Object.keys(changes).map((tree) => decisions[tree] ?? decisions.predicates[tree]);
    const own = trees.map((tree, i) => ({
      ...tree,
      rows: tree.rows.slice(0, Object.values(changes)[i].length),
    }));
    const rest = { outcome: `as ${base}`, why: '' };
    return `- \`${name}\`, on ${base}: ${summary}${own.length > 0 ? `\n\n${fenced(own.map((tree) => treeText({ ...tree, otherwise: rest }).replaceAll(/ +$/gm, '')))}` : ''}`;
  })
  .join('\n')}
`,
);

const modelPath = 'docs/threat-model.md';
const moves = Object.keys(hostMoves).map((move) => {
  const steps = stepsOfMove(move);
  return {
    move,
    steps,
    machines: Object.keys(machines).filter(
      (name) => name !== 'host' && machines[name].events.some((type) => steps.includes(type)),
    ),
    designs: proposals.filter((proposal) => proposal.moves.includes(move)).map(({ system }) => system.name),
  };
});
const model = read(modelPath);
settle(
  modelPath,
  model,
  model.replace(
    /(<!-- moves -->\n)[\s\S]*?(\n<!-- end of moves -->)/,
    (_, head, end) => head + markdownMoves(moves) + end,
  ),
);

const source = createJiti(import.meta.url);
const { countedIn, lackedBy, readResults } = await source.import('../test/mutation/results.ts');
const { scoreLine, scoreText } = await source.import('../test/mutation/scoreText.ts');
const judged = readResults(new URL('test/mutation/results.json', root));
const mutants = countedIn(judged);
const lacked = lackedBy(judged, Object.keys(machines));
for (const [path, score] of [
  ['README.md', [scoreLine(mutants), lacked].filter(Boolean).join('\n')],
  ['docs/mutation.md', `\`\`\`text\n${scoreText(mutants)}\`\`\``],
]) {
  const before = read(path);
  settle(
    path,
    before,
    before.replace(
      /(<!-- mutation score -->\n)[\s\S]*?(<!-- end of mutation score -->)/,
      (_, head, end) => `${head}${score}\n${end}`,
    ),
  );
}

const cliPath = 'docs/cli.md';
const reference = spawnSync(process.execPath, [new URL('docs/cliReference.mjs', root).pathname], {
  encoding: 'utf8',
});
if (reference.status !== 0) throw new Error(`docs/cliReference.mjs: ${reference.stderr}`);
settleWhole(cliPath, reference.stdout);

const quoted = /(<!-- output (?:in (\S+) )?of: (.+) -->\n)[\s\S]*?(<!-- end of output -->)/g;
const outputs = new Map();
const outputOf = (command, folder = '') => {
  const key = `${folder}$ ${command}`;
  if (!outputs.has(key)) {
    const main = new URL('dist/cli/main.js', root);
    const [, ...args] = command.split(' ');
    const { status, stdout, stderr } = spawnSync(process.execPath, [main.pathname, ...args], {
      cwd: new URL(folder, root),
      encoding: 'utf8',
    });
    // A quoted command may find something, and then exits with 1.
    if (status !== 0 && status !== 1) throw new Error(`${command} ended with ${status}: ${stderr}`);
    outputs.set(key, stdout);
  }
  return outputs.get(key);
};
for (const path of [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('docs', root), { recursive: true }).map((file) => `docs/${file}`),
]) {
  if (!path.endsWith('.md') || [claimsPath, decisionsPath, cliPath].includes(path)) continue;
  const before = read(path);
  const fence = (command) => (/ (diagram|view) /.test(command) ? 'mermaid' : 'text');
  settle(
    path,
    before,
    before.replaceAll(
      quoted,
      (_, head, folder, command, end) =>
        `${head}\`\`\`${fence(command)}\n${outputOf(command, folder)}\`\`\`\n${end}`,
    ),
  );
}

if (stale.length > 0) {
  process.stderr.write(`out of date: ${stale.join(', ')}; npm run docs\n`);
  process.exitCode = 1;
}
