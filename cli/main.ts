#!/usr/bin/env -S node --max-semi-space-size=64
import { createRequire } from 'node:module';
import { catalogue } from './catalogue.ts';
import { exitCode } from './exitCode.ts';
import { processIo } from './io.ts';
import { run } from './run.ts';

const { version } = createRequire(import.meta.url)('coco-dma/package.json') as { version: string };

// Not process.exit(), which would cut off what a pipe has not taken yet.
process.exitCode = await run(process.argv.slice(2), processIo(exitCode.unknown), catalogue, version);
