import type { Checked } from './checked.ts';
import { findings, numbered } from './findings.ts';

/**
 * A run of `check` as workflow commands, which GitHub shows beside the code: an error where a claim is not as stated, a
 * warning where its verdict is unknown, nothing for the others.
 *
 * @param fileOf the file in which a proposal is written.
 *
 * Source: GitHub Actions, "Workflow commands", and `packages/core/src/command.ts` of actions/toolkit for the escapes.
 */
export const checkGithub = (run: readonly Checked[], fileOf: (proposal: string) => string): string =>
  findings(run)
    .filter(({ outcome }) => outcome !== 'asStated')
    .map((finding) => {
      const { proposal, subject, outcome, message } = finding;
      const properties = { file: fileOf(proposal), title: `${proposal}: ${subject}` };
      const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
      const text = [message, ...numbered(finding)].join('\n');
      return `::${outcome === 'notMet' ? 'error' : 'warning'} ${written.join(',')}::${escaped(text)}\n`;
    })
    .join('');

const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
