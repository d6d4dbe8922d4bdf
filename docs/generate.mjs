// Writes what the documents quote from a run: docs/claims.md, and the blocks of README.md and docs/*.md that
// stand between `<!-- output of: COMMAND -->` and `<!-- end of output -->`. With --check it writes nothing and
// fails where a document is out of date. Times are left out of the comparison, since no two runs have the same.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { check } from '../dist/checker/index.js';
import { compose, sizesOf } from '../dist/composition/index.js';
import { markdownClaims } from '../dist/exporters/index.js';
import { invariants } from '../dist/invariants/index.js';
import { proposals } from '../dist/proposals/index.js';

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
const claimsPath = 'docs/claims.md';
let claimsBefore = '';
try {
  claimsBefore = read(claimsPath);
} catch {
  // The first run writes it.
}
settle(claimsPath, claimsBefore, markdownClaims(designs, invariants));

const quoted = /(<!-- output of: (.+) -->\n)[\s\S]*?(<!-- end of output -->)/g;
const outputs = new Map();
const outputOf = (command) => {
  if (!outputs.has(command)) {
    const main = new URL('dist/cli/main.js', root);
    const [, ...args] = command.split(' ');
    outputs.set(command, execFileSync(process.execPath, [main.pathname, ...args], { encoding: 'utf8' }));
  }
  return outputs.get(command);
};
for (const path of [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(new URL('docs', root)).map((file) => `docs/${file}`),
]) {
  if (!path.endsWith('.md') || path === claimsPath) continue;
  const before = read(path);
  const fence = (command) => (command.includes(' diagram ') ? 'mermaid' : 'text');
  settle(
    path,
    before,
    before.replaceAll(
      quoted,
      (_, head, command, end) => `${head}\`\`\`${fence(command)}\n${outputOf(command)}\`\`\`\n${end}`,
    ),
  );
}

if (stale.length > 0) {
  process.stderr.write(`out of date: ${stale.join(', ')}; npm run docs\n`);
  process.exitCode = 1;
}
