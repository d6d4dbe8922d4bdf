export default {
  testEnvironment: 'node',
  // Time limits are for what hangs, not for what is slow on a busy machine.
  testTimeout: 60_000,
  // By default Jest leaves a core alone; of two that is half.
  maxWorkers: '100%',
  // A worker keeps what each file's modules held; a new one starts afresh.
  workerIdleMemoryLimit: '800MB',
  extensionsToTreatAsEsm: ['.ts'],
  // What documents import is what their readers import; here it is the source, since dist/ may be old.
  moduleNameMapper: { '^coco-dma/(\\w+)$': '<rootDir>/$1/index.ts' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // A packed copy of this package in a temporary project must not be taken for the package itself.
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  setupFilesAfterEnv: ['<rootDir>/jest/index.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, sourceMaps: 'inline' },
    ],
  },
};
