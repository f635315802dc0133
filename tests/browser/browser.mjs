// A browser for the tests of the pages: Debian's Chromium through playwright-core, signed in as any of the sample accounts.

import { readFile } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** Where a server with the five demonstration governments answers, for example http://127.0.0.1:8080. */
export const address = process.env.PENDOPO_URL?.replace(/\/$/, '');
export const executable = process.env.PENDOPO_CHROMIUM ?? '/usr/bin/chromium';
/** Folder for pictures of the pages; none are taken without it. */
export const pictures = process.env.PENDOPO_SCREENSHOTS;

/** The sample accounts that `pendopo accounts` prints, one per kind of user. */
export const accounts = {
  administrator: 'admin',
  ict_officer: 'kominfo',
  agency_officer: 'dinkes',
  agency_head: 'kadinkes',
  executive: 'sekda',
  auditor: 'inspektorat',
};
export const passwordOf = (account) => `pendopo-${account}-2026`;

export const skip = address ? false : 'PENDOPO_URL names no server';

export async function launch() {
  return chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
}

/** A browser context signed in as an account of a government ('' stays a visitor). What the pages complain of is collected in `faults`. */
export async function visitor(browser, government, account, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'id-ID', ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|404|409|422)/.test(message.text())) {
      faults.push(message.text());
    }
  });
  page.on('pageerror', (error) => faults.push(error.message));
  if (account) {
    await page.goto(`${address}/${government}/sign-in`);
    await page.fill('#name', account);
    await page.fill('#password', passwordOf(account));
    await page.click('main form button');
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  }
  return { context, page, faults, close: () => context.close() };
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page under WCAG 2.2 A and AA and best practices, as readable lines. It runs in an isolated world, past the page's content policy. */
export async function violations(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  const run = async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
  await run(axe);
  const found = await run(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then((results) => results.violations.map((each) => each.id + ': ' + each.help + ' | ' + each.nodes.slice(0, 4).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' || ')))`);
  await session.detach();
  return found;
}

/** A picture of the whole page, where pictures are wanted. */
export async function picture(page, name) {
  if (pictures) {
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }
}

/** A record's key as the API lists it. */
export async function firstRecord(page, government, register, query = '') {
  const answer = await page.request.get(`${address}/${government}/api/v1/records/${register}?limit=1${query}`);
  return (await answer.json()).records[0]?.id;
}
