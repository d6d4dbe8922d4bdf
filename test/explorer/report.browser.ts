import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Browser, startBrowser } from '../fixtures/browser.ts';
import { runBuilt } from '../fixtures/builtCli.ts';

const folder = mkdtempSync(join(tmpdir(), 'coco-dma-report-'));
const file = join(folder, 'report.html');
let browser: Browser;
let page: Page;
const asked: string[] = [];
const wrong: string[] = [];
beforeAll(async () => {
  await runBuilt(['report', 'errorInsteadOfBounce', 'virtioSwiotlbHope', 'ioTlbMemNull', '-o', file]);
  browser = await startBrowser();
  page = await browser.context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => wrong.push(message.text()));
  await page.goto(pathToFileURL(file).href);
}, 120_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = () => page.locator('.matrix tbody tr').count();

test('the matrix is a table with headers in both directions', async () => {
  expect(await rows()).toBe(3);
  await expect(page.getByRole('rowheader', { name: 'ioTlbMemNull' }).count()).resolves.toBe(1);
  await expect(page.getByRole('columnheader', { name: 'noLateDma', exact: true }).count()).resolves.toBe(1);
});

test('filters narrow it, and what is left is said', async () => {
  await page.getByLabel('Designs', { exact: true }).fill('virtio');
  expect(await rows()).toBe(1);
  await page.getByRole('checkbox', { name: 'holds' }).uncheck();
  await page.getByRole('checkbox', { name: 'vacuous' }).uncheck();
  const violated = await page.locator('.matrix td.violated').count();
  expect(violated).toBeGreaterThan(0);
  expect(await page.locator('.matrix thead th').count()).toBe(violated + 1);
  expect(await page.locator('form.filters [aria-live]').textContent()).toMatch(/^1 of 3 designs/);
  await page.getByLabel('Designs', { exact: true }).fill('');
  await page.getByRole('checkbox', { name: 'holds' }).check();
  await page.getByRole('checkbox', { name: 'vacuous' }).check();
  expect(await rows()).toBe(3);
});

test('a counterexample opens by keyboard, is walked, and gives the focus back', async () => {
  const cell = page.getByRole('button', {
    name: /^ioTlbMemNull: staleBytesNotRead is violated in \d+ steps$/,
  });
  await cell.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', {
    name: /staleBytesNotRead is violated by ioTlbMemNull in \d+ steps/,
  });
  await dialog.waitFor();
  const steps = await dialog.getByRole('listitem').count();
  expect(await dialog.locator('[aria-live]').textContent()).toBe(`After step ${steps} of ${steps}`);
  expect(await dialog.getByRole('img').getAttribute('aria-label')).toBe(`Sequence diagram of ${steps} steps`);
  expect(await dialog.locator('.sequence .step').count()).toBe(steps);
  await dialog.getByRole('button', { name: 'Back' }).click();
  expect(await dialog.locator('[aria-current=step]').textContent()).toBe(
    await dialog
      .locator('.steps button')
      .nth(steps - 2)
      .textContent(),
  );
  expect(page.url()).toContain('#ioTlbMemNull/staleBytesNotRead');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const focused = await page.evaluate<string>(`document.activeElement.getAttribute('aria-label')`);
  expect(focused).toMatch(/^ioTlbMemNull: staleBytesNotRead/);
});

test('memory is that of the step, and a leak is said in words', async () => {
  await page.goto(`${pathToFileURL(file).href}#errorInsteadOfBounce/staleBytesNotRead`);
  await page.reload();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const table = dialog.getByRole('table');
  expect(await table.getByRole('rowheader').allTextContents()).toEqual(['page[0]', 'slot[0]']);
  const last = await table.textContent();
  for (let back = dialog.getByRole('button', { name: 'Back' }); await back.isEnabled(); ) await back.click();
  expect(await dialog.locator('[aria-live]').textContent()).toBe('Before the first step');
  expect(await table.textContent()).not.toBe(last);
  expect(await table.getByRole('row', { name: /^page\[0\] private/ }).textContent()).toMatch(/cannot$/);
});

test('nothing was fetched and nothing complained', () => {
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  expect(wrong).toEqual([]);
});
