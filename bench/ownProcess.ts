import { readFileSync } from 'node:fs';
import { doOwnTask, type OwnTask } from './ownTask.ts';

/** Peak resident bytes of this process alone: Linux keeps in `maxRSS` what the parent held when it forked. */
function peakBytes(): number {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kib !== undefined) return Number(kib) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}

// One task, given by the process that started this one, so that a row has a memory and a heap of its own.
process.once('message', async (task: OwnTask) => {
  let before = 0;
  const result = await doOwnTask(task, () => {
    before = process.memoryUsage.rss();
  });
  process.send?.({ ...result, bytes: Math.max(0, peakBytes() - before) }, () => process.disconnect());
});
