/** WebAssembly text to its binary form. The assembler is loaded by the first call: most checks need none. */
export async function assemble(text: string): Promise<Uint8Array> {
  const { compile } = await import('watr');
  // Whether it is valid is for the platform to say, which compiles it.
  return compile(text);
}
