import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Browser, startBrowser } from '../fixtures/browser.ts';
import { type Ended, runBuilt } from '../fixtures/builtCli.ts';

let browser: Browser;
let page: Page;
let url = '';
let server: ChildProcess;
let ended: Promise<Ended>;
const wrong: string[] = [];
beforeAll(async () => {
  url = await new Promise<string>((said) => {
    ended = runBuilt(['explore', 'ioTlbMemNull'], (child) => {
      server = child;
      child.stdout?.once('data', (line) => said(String(line).trim()));
    });
  });
  browser = await startBrowser();
  page = await browser.context.newPage();
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => wrong.push(message.text()));
  await page.goto(url);
}, 120_000);
afterAll(async () => {
  server.kill('SIGINT');
  await browser.close();
});

const where = (steps: number) => page.locator('#where', { hasText: `${steps} steps` }).waitFor();
const click = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

test('every part is drawn with the state that it is in', async () => {
  await page.locator('.card svg').first().waitFor();
  const cards = await page.locator('.card h3').allTextContents();
  expect(cards).toEqual(expect.arrayContaining(['page[0]', 'dmaDirect[0]', 'host']));
  const pageCard = page.locator('.card', { has: page.getByRole('heading', { name: 'page[0]' }) });
  expect(await pageCard.locator('.current text').first().textContent()).toBe('private');
});

test('a state is shown, and walked on from, while its diagrams are still being drawn', async () => {
  const other = await browser.context.newPage();
  const asked: (string | null)[] = [];
  let draw = () => {};
  const drawn = new Promise<void>((done) => {
    draw = done;
  });
  await other.route('**/diagram?*', async (route) => {
    asked.push(new URL(route.request().url()).searchParams.get('family'));
    await drawn;
    await route.continue();
  });
  await other.goto(url);
  await other.getByRole('button', { name: 'BIND_DRIVER(device=0)' }).click();
  await other.locator('p', { hasText: 'device[0]: driver false → true' }).waitFor();
  expect(await other.locator('.card svg').count()).toBe(0);
  draw();
  await other.locator('.card .current').first().waitFor();
  expect(asked).toContain('page');
  expect(asked).toEqual([...new Set(asked)]);
  await other.close();
});

test('steps are grouped by mover, and taken, undone and taken again', async () => {
  expect(await page.locator('.walk h3').allTextContents()).toContain('guest');
  const before = await page.locator('.walk section').first().textContent();
  await click('BIND_DRIVER(device=0)');
  await where(1);
  await page.locator('p', { hasText: 'device[0]: driver false → true' }).waitFor();
  await click('Back');
  await where(0);
  await page.locator('.walk section', { hasText: 'BIND_DRIVER(device=0)' }).waitFor();
  expect(await page.locator('.walk section').first().textContent()).toBe(before);
  await click('Forward');
  await where(1);
});

test('a counterexample is found by the engine, and its last step is said to break the claim', async () => {
  await click('dmaAddressEncodingMatchesPool');
  await where(3);
  await page.locator('p.warn', { hasText: 'breaks dmaAddressEncodingMatchesPool' }).waitFor();
  await click('Back');
  await where(2);
  await page.locator('.warn', { hasText: 'would break dmaAddressEncodingMatchesPool' }).first().waitFor();
});

test('a state is shared by its address', async () => {
  const other = await browser.context.newPage();
  await other.goto(page.url());
  await other.locator('#where', { hasText: '2 steps' }).waitFor();
  await other.locator('.warn', { hasText: 'would break dmaAddressEncodingMatchesPool' }).first().waitFor();
  await other.close();
});

test('a state that is described is searched for; there may be none, or no such part', async () => {
  const ask = async (question: string) => {
    await page.getByRole('searchbox').fill(question);
    await click('Search');
  };
  await ask('page[0]: driver secret');
  await page
    .getByRole('status')
    .filter({ hasText: /a shortest way there has \d+ steps/ })
    .waitFor();
  const card = page.locator('.card', { has: page.getByRole('heading', { name: 'page[0]' }) });
  await card.locator('.state', { hasText: 'content=secret' }).waitFor();
  await ask('nobody: here');
  await page.getByRole('status').filter({ hasText: 'there is no part nobody' }).waitFor();
  await ask('page[0]: shared secret');
  await page.getByRole('status').filter({ hasText: 'there is none (holds)' }).waitFor();
});

test('a rule is switched off', async () => {
  const rule = page.getByRole('checkbox', { name: 'checkDmaMask' });
  expect(await rule.isChecked()).toBe(true);
  await rule.click();
  await where(0);
  expect(new URL(page.url()).hash).toBe('#ioTlbMemNull/checkDmaMask/');
  await page.getByRole('checkbox', { name: 'checkDmaMask', checked: false }).waitFor();
});

test('who does not know the token, or comes under another name, gets nothing', async () => {
  const { origin, pathname, port } = new URL(url);
  const ask = async (path: string, host?: string) =>
    (await browser.context.request.get(`${origin}${path}`, host ? { headers: { host } } : {})).status();
  expect(await ask(pathname)).toBe(200);
  expect(await ask('/')).toBe(404);
  expect(await ask('/state?design=ioTlbMemNull')).toBe(404);
  expect(await ask(`${pathname}nothing`)).toBe(404);
  expect(await ask(pathname, `evil.example:${port}`)).toBe(404);
});

test('nothing complained, and Ctrl-C ends it', async () => {
  expect(wrong).toEqual([]);
  server.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, err: '' });
});
