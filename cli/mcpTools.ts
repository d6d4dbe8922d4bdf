/** A command as a tool: what it is given, and the command line that comes of it. */
export interface McpTool {
  readonly name: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly args: (given: Readonly<Record<string, unknown>>) => string[];
}

const text = (description: string) => ({ type: 'string', description });
const texts = (description: string) => ({ type: 'array', items: { type: 'string' }, description });
const proposal = text('name of a proposal (see list), or path of a model file');
const invariant = text('name of an invariant that the proposal has (see list)');
const size = text(
  'sizes of index sets other than its own, as in page=1,mapping=1; smaller worlds are quicker',
);

/** An option with its value in one word, so that no value can be taken for an option. */
const option = (name: string, value: unknown): string[] =>
  value === undefined ? [] : [`--${name}=${value}`];
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What the server offers. */
export const mcpTools: readonly McpTool[] = [
  {
    name: 'check',
    description:
      'Explore every reachable state of designs and judge their claims: holds, violated (with a shortest trace), vacuous or unknown.',
    properties: {
      proposals: texts(
        'names of proposals or paths of model files; all proposals by default, which takes a while',
      ),
      invariants: texts('only these invariants'),
      size,
      maxStates: {
        type: 'integer',
        minimum: 1,
        description: 'verdicts not reached after so many states are unknown',
      },
    },
    args: (given) => [
      'check',
      '--json',
      ...list(given['invariants']).map((name) => `--invariant=${name}`),
      ...option('size', given['size']),
      ...option('max-states', given['maxStates']),
      '--',
      ...list(given['proposals']),
    ],
  },
  {
    name: 'trace',
    description:
      'Tell the shortest counterexample to one claim of one design, step by step, with what each step changes.',
    properties: { proposal, invariant, size },
    required: ['proposal', 'invariant'],
    args: (given) => [
      'trace',
      '--json',
      ...option('size', given['size']),
      '--',
      String(given['proposal']),
      String(given['invariant']),
    ],
  },
  {
    name: 'why',
    description:
      'Say which part refuses a step, in which state, by which guard, and which protective rule that is; or that the step can happen.',
    properties: {
      proposal,
      step: text('a step as in LOCK(device=0), or a type of event'),
      after: texts('steps that come before; or one invariant: then its counterexample'),
      size,
    },
    required: ['proposal', 'step'],
    args: (given) => [
      'why',
      '--json',
      ...option('size', given['size']),
      ...list(given['after']).map((step) => `--after=${step}`),
      '--',
      String(given['proposal']),
      String(given['step']),
    ],
  },
  {
    name: 'list',
    description: 'List what there is: proposals, invariants, machines or rules, each with a sentence.',
    properties: { kind: { type: 'string', enum: ['proposals', 'invariants', 'machines', 'rules'] } },
    required: ['kind'],
    args: (given) => ['list', '--json', '--', String(given['kind'])],
  },
  {
    name: 'diagram',
    description: 'Draw a machine, a design, or the counterexample to an invariant, as Mermaid or DOT text.',
    properties: {
      name: text('a machine or a proposal'),
      format: { type: 'string', enum: ['mermaid', 'dot'] },
      trace: text('draw how the proposal violates this invariant'),
    },
    required: ['name'],
    args: (given) => [
      'diagram',
      ...option('format', given['format']),
      ...option('trace', given['trace']),
      '--',
      String(given['name']),
    ],
  },
];
