import { create } from 'xmlbuilder2';
import type { Checked } from './checked.ts';
import { type Finding, findings, numbered } from './findings.ts';

/**
 * A run of `check` as JUnit XML: a suite a proposal, a test case a claim. What is not as stated is a failure; what is
 * unknown is an error, since a test that did not come to its end has not passed. A violation that the proposal states
 * passes, and its counterexample stands in `system-out`.
 *
 * Source: the `testsuites` of Ant's JUnit task, as Jenkins (junit-10.xsd), GitLab and Azure read them.
 */
export function checkJunit(run: readonly Checked[]): string {
  const suites = run.map((checked) => ({ checked, cases: findings([checked]) }));
  const all = suites.flatMap(({ cases }) => cases);
  const seconds = run.reduce((sum, { report }) => sum + report.seconds, 0);
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: 'coco-dma',
    ...totals(all),
    time: seconds.toFixed(3),
  });
  for (const { checked, cases } of suites) {
    const { name, seconds: time } = checked.report;
    const suite = root.ele('testsuite', { name, ...totals(cases), skipped: 0, time: time.toFixed(3) });
    for (const finding of cases) {
      const { subject, outcome, message, verdict } = finding;
      const one = suite.ele('testcase', { name: subject, classname: name, time: '0.000' });
      const told = numbered(finding).join('\n');
      if (outcome === 'asStated') one.ele('system-out').txt([message, told].filter(Boolean).join('\n'));
      else
        one.ele(outcome === 'notMet' ? 'failure' : 'error', { message, type: verdict ?? subject }).txt(told);
    }
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

const totals = (cases: readonly Finding[]) => ({
  tests: cases.length,
  failures: cases.filter(({ outcome }) => outcome === 'notMet').length,
  errors: cases.filter(({ outcome }) => outcome === 'unknown').length,
});
