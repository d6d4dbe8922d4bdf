import { describe, expect, test } from '@jest/globals';
import { askCli } from '../fixtures/askCli.ts';
import { runCli } from '../fixtures/runCli.ts';

const check = (...args: string[]) => askCli(['check', ...args]);

describe('check --host honest', () => {
  test('leaves a mute block mute, and says what only the moves of the host had broken', async () => {
    const { code, out } = await check('stubViommu', '--host', 'honest');
    expect(code).toBe(0);
    expect(out).toMatch(/violated in 10 +noSilentFailure\n/);
    expect(out.split('Broken only by moves of a hostile host:\n')[1]?.split('\n').slice(0, 3)).toEqual([
      '  stubViommu (M02, M05, M14, M16, M18, M19, M21):',
      '    accessPlatformStripRejected: violated in 8 steps, and holds without',
      '    postedBufferCanBeTakenBack: violated in 9 steps, and holds without',
    ]);
  });

  test('a device that reports blocked requests does so for an honest host as well', async () => {
    const { code, out } = await check('virtioSwiotlbHopeReports', '--host', 'honest', '--json');
    expect(code).toBe(0);
    const [{ host, pinned, claims }] = JSON.parse(out).proposals;
    expect([host, pinned]).toEqual(['honest', undefined]);
    const named = (name: string) =>
      claims.find(({ invariant }: { readonly invariant: string }) => invariant === name);
    expect(named('noSilentFailure')).toMatchObject({ verdict: 'holds', hostile: 'holds', asStated: true });
    expect(named('noConsumeBeforeDriverOk')).toMatchObject({ verdict: 'holds', hostile: { violated: 9 } });
    expect(named('noConsumeBeforeDriverOk').expected).toBeUndefined();
  });

  test('the hostile host is the default', async () => {
    const plain = JSON.parse((await check('stubViommu', '--json')).out).proposals[0];
    const hostile = JSON.parse((await check('stubViommu', '--host', 'hostile', '--json')).out).proposals[0];
    expect(hostile).toEqual({
      ...plain,
      seconds: expect.any(Number),
      statesPerSecond: expect.any(Number),
    });
    expect(plain).toMatchObject({ pinned: { asStated: true } });
    expect(plain.host).toBeUndefined();
  });

  test('a design without a host is left as it is', async () => {
    const { code, out } = await runCli(['check', 'forgetful', '--host', 'honest']);
    expect(code).toBe(0);
    expect(out).toContain('violated in 6');
    expect(out).toContain('  forgetful: nothing\n');
  });

  test('there are two hosts', async () => {
    const { code, err } = await runCli(['check', '--host', 'polite']);
    expect(code).toBe(2);
    expect(err).toContain('there is no host polite (there are hostile, honest)');
  });
});
