import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** How each program is asked for its version. */
const versionFlag: Readonly<Record<string, string>> = { gcc: '--version', spin: '-V', rumur: '--version' };

/** First line of what each program says of its version; none for one that is not installed. */
export async function versionsOf(programs: readonly string[]): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const program of programs) {
    try {
      const { stdout } = await promisify(execFile)(program, [versionFlag[program] ?? '--version']);
      versions[program] = stdout.split('\n')[0]?.trim() ?? '';
    } catch {
      // Not installed, which is what is asked.
    }
  }
  return versions;
}
