import parseDot from 'dotparser';

/** One arrow of a monitor as it is written. */
export interface RvEdge {
  readonly from: string;
  readonly to: string;
  /** As written between the quotes: events joined by backslash and n, each perhaps with a guard behind `;`. */
  readonly labels: readonly string[];
  /** Line of the text, from 1. */
  readonly line: number;
}

/** What a monitor's text says, whether or not it makes sense. */
export interface RvGraph {
  readonly name: string;
  /** Text after `__init_`; nothing if there is no such node. */
  readonly initial: string | undefined;
  /** Nodes in braces of their own, which is how states are declared. */
  readonly declared: readonly string[];
  /** Label of each node that has a statement of its own outside of braces; nothing where it has none. */
  readonly labels: ReadonlyMap<string, string | undefined>;
  readonly edges: readonly RvEdge[];
  /** Lines with an arrow that is not from one node to one node. */
  readonly chains: readonly number[];
}

const INIT = '__init_';

/**
 * Reads the DOT of a monitor as Graphviz does, which is more than any generator of monitors reads.
 *
 * @throws {SyntaxError} for what is not DOT, with line and column.
 */
export function rvGraph(text: string): RvGraph {
  const statements = parsed(text);
  const declared: string[] = [];
  const labels = new Map<string, string | undefined>();
  const edges: RvEdge[] = [];
  const chains: number[] = [];
  let initial: string | undefined;
  const lines = text.split('\n');
  let from = 0;
  /** Arrows come in the order of the text, so each is looked for behind the one before. */
  const lineOfNextArrow = (): number => {
    while (from < lines.length && !lines[from]?.includes('->')) from++;
    return ++from;
  };
  for (const statement of statements.children) {
    if (statement.type === 'node_stmt') labels.set(`${statement.node_id.id}`, labelOf(statement.attr_list));
    if (statement.type === 'subgraph') {
      const [first, second] = statement.children;
      if (first?.type !== 'attr_stmt' || first.target !== 'node' || second?.type !== 'node_stmt') continue;
      const id = `${second.node_id.id}`;
      if (id.startsWith(INIT)) initial = id.slice(INIT.length);
      else declared.push(id);
    }
    if (statement.type === 'edge_stmt') {
      const line = lineOfNextArrow();
      const [tail, head, ...more] = statement.edge_list;
      if (tail?.type !== 'node_id' || head?.type !== 'node_id' || more.length > 0) {
        chains.push(line);
        continue;
      }
      if (`${tail.id}`.startsWith(INIT)) continue;
      const label = labelOf(statement.attr_list) ?? '';
      edges.push({ from: `${tail.id}`, to: `${head.id}`, labels: label.split('\\n'), line });
    }
  }
  return { name: `${statements.id ?? ''}`, initial, declared, labels, edges, chains };
}

function parsed(text: string): ReturnType<typeof parseDot>[number] {
  try {
    const [graph] = parseDot(text);
    if (graph?.type !== 'digraph') throw new SyntaxError('this is no digraph');
    return graph;
  } catch (error) {
    const { message, location } = error as Error & { location?: { start: { line: number; column: number } } };
    const place = location ? `line ${location.start.line}, column ${location.start.column}: ` : '';
    throw new SyntaxError(`${place}${message}`);
  }
}

function labelOf(attributes: readonly { readonly id: unknown; readonly eq: unknown }[]): string | undefined {
  const found = attributes.find(({ id }) => id === 'label');
  return found === undefined ? undefined : String(found.eq);
}
