export * as dmaDecisions from './decisions/index.ts';
