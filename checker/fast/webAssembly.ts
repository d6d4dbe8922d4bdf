/** A memory that threads share. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** Compiled code; threads may share it, too. */
export type CompiledModule = object;

/** As much of the WebAssembly of the platform as the search needs; TypeScript declares it for browsers alone. */
export interface WebAssemblyApi {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Instance: new (
    module: CompiledModule,
    imports: { readonly search: { readonly memory: SharedMemory } },
  ) => { readonly exports: object };
  compile(binary: Uint8Array): Promise<CompiledModule>;
}

/** The WebAssembly of the platform. */
export const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
