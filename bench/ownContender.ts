import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender, Measured } from './measured.ts';
import type { OwnTask } from './ownTask.ts';

// As JavaScript in dist, and as TypeScript where Node can run that.
const script = fileURLToPath(new URL(`ownProcess${extname(import.meta.url)}`, import.meta.url));

/** What runs in Node, in a process of its own. */
export const ownContender = (
  name: string,
  summary: string,
  task: (world: Parameters<Contender['run']>[0]) => OwnTask,
): Contender => ({
  name,
  summary,
  needs: [],
  run: (world, signal) =>
    new Promise<Measured>((resolve, reject) => {
      const child = fork(script, { serialization: 'advanced', silent: true, ...(signal ? { signal } : {}) });
      let said = '';
      child.stderr?.on('data', (data) => {
        said += data;
      });
      child.once('message', resolve);
      child.once('error', reject);
      // After a message this rejects a promise that is settled already, which does nothing.
      child.once('close', (code) => reject(new Error(`Node ended with ${code}: ${said.slice(-500)}`)));
      child.send(task(world));
    }),
});
