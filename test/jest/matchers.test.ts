import { describe, expect, test } from '@jest/globals';
import { check, type Report } from '../../checker/index.ts';
import { compose } from '../../composition/index.ts';
import { diningPhilosophers } from '../../docs/examples/diningPhilosophers.ts';
import { pagesAndSlots } from '../fixtures/pagesAndSlots.ts';

const CLAIM = 'cachedPageIsShared';
const good = pagesAndSlots(1, 1);
const bad = pagesAndSlots(1, 1, true);
const withVerdict = (verdict: 'vacuous' | 'unknown'): Report => ({
  name: 'made up',
  engine: 'explicit',
  states: 1,
  transitions: 0,
  depth: 0,
  seconds: 0,
  complete: verdict === 'vacuous',
  claims: [{ claim: CLAIM, verdict }],
});

describe('on a report', () => {
  test('a proved claim', async () => {
    const report = await check(compose(good));
    expect(report).toHold(CLAIM);
    expect(() => expect(report).not.toHold(CLAIM)).toThrow(
      'expected claim cachedPageIsShared to be violated, but it holds',
    );
    expect(() => expect(report).toBeViolated(CLAIM)).toThrow('but it holds in every reachable state');
    expect(() => expect(report).toBeVacuous(CLAIM)).toThrow('but it holds');
  });

  test('a violated claim, whose message is the trace', async () => {
    const report = await check(compose(bad));
    expect(report).toBeViolated(CLAIM);
    expect(report).toBeViolated(CLAIM, 6);
    expect(report).not.toHold(CLAIM);
    expect(() => expect(report).toBeViolated(CLAIM, 5)).toThrow(
      'to be violated in 5 steps, but it is violated in 6 steps',
    );
    expect(() => expect(report).toHold(CLAIM)).toThrow(
      [
        'expected claim cachedPageIsShared to hold, but it is violated in 6 steps:',
        '  1. guest: TO_SHARED(page=0)',
        '  2. guest: MAP(page=0, slot=0)',
      ].join('\n'),
    );
  });

  test.each(['vacuous', 'unknown'] as const)(
    '%s satisfies no matcher about truth, nor its contrary',
    (verdict) => {
      const report = withVerdict(verdict);
      expect(() => expect(report).toHold(CLAIM)).toThrow(`but it is ${verdict}`);
      expect(() => expect(report).not.toHold(CLAIM)).toThrow(`but it is ${verdict}`);
      expect(() => expect(report).toBeViolated(CLAIM)).toThrow(`but it is ${verdict}`);
    },
  );

  test('vacuous is only what was explored to the end', () => {
    expect(withVerdict('vacuous')).toBeVacuous(CLAIM);
    expect(() => expect(withVerdict('unknown')).toBeVacuous(CLAIM)).toThrow('but it is unknown');
  });

  test('.not is refused where it would pass on a claim that nobody proved', () => {
    expect(() => expect(withVerdict('unknown')).not.toBeViolated(CLAIM)).toThrow(
      '.not.toBeViolated would pass',
    );
    expect(() => expect(withVerdict('unknown')).not.toBeVacuous(CLAIM)).toThrow(
      '.not.toBeVacuous would pass',
    );
  });

  test('a claim that is not in the report is an error, also after .not', () => {
    const report = withVerdict('vacuous');
    expect(() => expect(report).toHold('cachedPageShared')).toThrow('did you mean cachedPageIsShared?');
    expect(() => expect(report).not.toHold('cachedPageShared')).toThrow('makes no claim');
  });
});

describe('on a system', () => {
  test('it is composed and checked', async () => {
    await expect(good).toHold(CLAIM);
    await expect(bad).toBeViolated(CLAIM, 6);
    await expect(bad).not.toHold(CLAIM);
  });

  test('the message says what each step is', async () => {
    await expect((async () => await expect(bad).toHold(CLAIM))()).rejects.toThrow(
      '1. guest: TO_SHARED(page=0)  (the page becomes shared)',
    );
  });

  test('a claim that it does not make is an error', async () => {
    await expect((async () => await expect(bad).toHold('other'))()).rejects.toThrow(
      'pagesAndSlots makes no claim other',
    );
  });
});

describe('a claim about runs', () => {
  test('its message is the lasso', async () => {
    const system = diningPhilosophers(3, true, 'weak');
    await expect(diningPhilosophers(3, true)).toHold('whoWaitsEats');
    await expect(system).toBeViolated('whoWaitsEats', 1);
    const message = [
      'to hold, but it is violated in 1 steps:',
      '  1. philosopher: TAKE(philosopher=0, fork=0)  (the philosopher takes the fork)',
      '  and then, for ever:',
      '  2. philosopher: TAKE(philosopher=1, fork=1)  (the philosopher takes the fork)',
    ].join('\n');
    await expect((async () => await expect(system).toHold('whoWaitsEats'))()).rejects.toThrow(message);
  });

  test('that comes to rest says so', async () => {
    const report = await check(compose(diningPhilosophers(3, false)));
    expect(() => expect(report).toHold('whoWaitsEats')).toThrow(
      /fork=2\)\n {2}and then nothing can happen any more$/,
    );
  });

  test('that an engine does not decide satisfies no matcher', async () => {
    const report = await check(compose(diningPhilosophers(3, true)), { engine: 'symbolic' });
    const told = 'but it is unknown: the symbolic engine does not look at runs';
    expect(() => expect(report).toHold('whoWaitsEats')).toThrow(told);
    expect(() => expect(report).toBeViolated('whoWaitsEats')).toThrow(told);
  });
});
