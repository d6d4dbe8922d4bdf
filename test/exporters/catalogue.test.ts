import { describe, expect, test } from '@jest/globals';
import {
  dotMachine,
  dotSystem,
  mermaidMachine,
  mermaidSystem,
  plantumlMachine,
  plantumlSystem,
  stateClass,
  svgMachine,
  svgSystem,
} from '../../exporters/index.ts';
import { machines } from '../../machines/index.ts';
import { proposals } from '../../proposals/index.ts';

const balanced = (text: string) => text.split('{').length === text.split('}').length;
/** Ends of edges that no line of the text declares. */
function undeclared(text: string, declaration: RegExp, edge: RegExp): string[] {
  const declared = new Set([...text.matchAll(declaration)].map(([, id]) => id));
  const ends = [...text.matchAll(edge)].flatMap(([, from, to]) => [from, to]);
  return ends.filter((id): id is string => id !== undefined && id !== '[*]' && !declared.has(id));
}

describe.each(Object.entries(machines))('the diagrams of %s', (_, machine) => {
  test('have every state, and edges between states only', async () => {
    const mermaid = mermaidMachine(machine);
    const dot = dotMachine(machine);
    const plantuml = plantumlMachine(machine);
    const svg = (await svgMachine(machine)).replaceAll('&#45;', '-');
    for (const name of Object.keys(machine.states)) {
      expect(mermaid).toContain(`_${name}`);
      expect(dot).toContain(`"${name}"`);
      expect(plantuml).toContain(`state "${name}" as `);
      expect(svg).toMatch(new RegExp(`class="[^"]* ${stateClass(name)}[ "]`));
    }
    expect([mermaid, dot, plantuml].filter((text) => !balanced(text))).toEqual([]);
    expect(undeclared(mermaid, /^ *state "[^"]*" as (\w+)/gm, /^ *(\S+) --> (\S+)/gm)).toEqual([]);
    expect(undeclared(dot, /^ *"([^"]+)" \[(?!.*->)/gm, /^ *"([^"]+)" -> "([^"]+)"/gm)).toEqual([]);
  });
});

test.each(proposals.map(({ system }) => [system.name, system] as const))(
  'the diagrams of %s have every family',
  async (_, system) => {
    const svg = await svgSystem(system);
    for (const family of Object.keys(system.families)) expect(svg).toContain(`>${family} × `);
    for (const text of [mermaidSystem(system), dotSystem(system), plantumlSystem(system)]) {
      for (const family of Object.keys(system.families)) expect(text).toContain(family);
      expect(balanced(text)).toBe(true);
    }
  },
);
