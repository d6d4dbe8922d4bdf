let loaded: ReturnType<typeof load> | undefined;
const load = async () => (await import('wabt')).default();

/** WebAssembly text to its binary form. The assembler is loaded by the first call: most checks need none. */
export async function assemble(text: string): Promise<Uint8Array> {
  loaded ??= load();
  const module = (await loaded).parseWat('hotLoop.wat', text, { threads: true, bulk_memory: true });
  try {
    // Whether it is valid is for the platform to say, which compiles it.
    return Uint8Array.from(module.toBinary({}).buffer);
  } finally {
    module.destroy();
  }
}
