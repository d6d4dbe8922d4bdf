/** A guard in words: `and`, `or` and `not` written out, one with parameters as a call. */
export function guardName(guard: unknown): string {
  const { check, guards } = guard as { check?: { name: string }; guards?: readonly unknown[] };
  if (guards && check?.name === 'checkNot') return `not ${guards.map(guardName).join('')}`;
  if (guards) return guards.map(guardName).join(check?.name === 'checkOr' ? ' or ' : ' and ');
  return implementationName(guard);
}

/** A guard or an action by its name, with its parameters; `inline` if it has none. */
export function implementationName(named: unknown): string {
  if (typeof named === 'string') return named;
  const { type, params, name } = named as { type?: string; params?: unknown; name?: string };
  const said = (type ?? name) || 'inline';
  if (said.startsWith('xstate.')) return said.slice('xstate.'.length);
  return params === undefined || typeof params === 'function' ? said : `${said}(${argumentsOf(params)})`;
}

function argumentsOf(params: unknown): string {
  if (typeof params !== 'object' || params === null) return String(params);
  return Object.entries(params)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
