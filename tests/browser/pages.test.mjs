// Every page as every kind of user: it answers, axe finds nothing, nothing breaks the content policy, and it is light.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accounts, address, firstRecord, launch, picture, skip, violations, visitor } from './browser.mjs';

const government = process.env.PENDOPO_GOVERNMENT ?? 'kediri';
const lightest = 100 * 1024;

/** Paths below the government, with the key of a record where one is needed. Those who see least and most see every page; the others what differs for them. */
async function pathsFor(page, role) {
  const application = await firstRecord(page, government, 'application');
  const release = await firstRecord(page, government, 'release');
  const few = ['/', '/registers', '/registers/application', `/registers/application/${application}`, `/registers/application/${application}?view=fields`, '/values', '/conflicts', '/compliance', '/census'];
  const all = [
    ...few, '/regulation', '/regulation/definitions', '/regulation/search', '/regulation/search?q=pusat', '/regulation/articles/24', '/norms/24/2',
    '/registers/application?view=board', '/registers/application?q=surat&sort=-name', '/registers/agency', `/registers/release/${release}`, '/registers/exemption',
    '/compliance?system=application', '/compliance/lines', '/compliance/lines?state=overdue', '/calendar', '/calendar?view=list', '/changes', '/account', '/agencies/dinkes',
  ];
  const own = {
    administrator: ['/accounts', '/accounts/new', '/accounts/kominfo', '/status'],
    ict_officer: ['/registers/application/new', `/registers/application/${application}/edit`, '/registers/release/new', '/registers/application/import', '/registers/approval/new', '/status'],
    agency_officer: ['/registers/application/new', '/registers/hosting_request/new'],
    auditor: ['/status', '/changes'],
  };
  return [...(role === 'ict_officer' || role === 'agency_officer' ? all : few), ...(own[role] ?? [])];
}

const nameOf = (role, path) => `${government}-${role}-${path.replace(/[^a-z0-9]+/gi, '_').replace(/^_|_$/g, '') || 'home'}`;

/** Bytes that came over the network for a page, its style sheet, script and font included. */
function weigh(page) {
  let bytes = 0;
  const session = page.context().newCDPSession(page).then(async (cdp) => {
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    cdp.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
    return cdp;
  });
  return { ready: session, reset: () => { bytes = 0; }, get bytes() { return bytes; } };
}

/** Everything that is wrong with a page, as lines; nothing where it is well. */
async function check(page, path, role, faults, scale) {
  const wrong = [];
  scale.reset();
  const answer = await page.goto(`${address}/${government}${path}`, { waitUntil: 'networkidle' });
  if (answer.status() !== 200) {
    wrong.push(`answers ${answer.status()}`);
  }
  if (await page.locator('h1').count() !== 1) {
    wrong.push('has not one heading of the first level');
  }
  if (scale.bytes >= lightest) {
    wrong.push(`takes ${scale.bytes} bytes over the network`);
  }
  await picture(page, nameOf(role, path));
  wrong.push(...await violations(page), ...faults.splice(0));
  return wrong.map((fault) => `${path}: ${fault}`);
}

describe('pages', { skip }, () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser?.close(); });

  test('a visitor', async () => {
    const { page, faults, close } = await visitor(browser, government, '');
    const scale = weigh(page);
    await scale.ready;
    const root = await page.goto(`${address}/`);
    assert.equal(root.status(), 200);
    assert.deepEqual(await violations(page), [], 'list of governments');
    await picture(page, 'governments');
    const wrong = [];
    for (const path of ['/', '/sign-in', '/regulation', '/norms/24/2', '/regulation/definitions', '/conflicts']) {
      wrong.push(...await check(page, path, 'visitor', faults, scale));
    }
    assert.deepEqual(wrong, []);
    const missing = await page.goto(`${address}/${government}/no-such-page`);
    assert.equal(missing.status(), 404);
    assert.deepEqual(await violations(page), [], 'no such page');
    const inside = await page.goto(`${address}/${government}/compliance`);
    assert.match(inside.url(), /\/sign-in\?/);
    await close();
  });

  for (const [role, account] of Object.entries(accounts)) {
    test(`${role}`, async () => {
      const { page, faults, close } = await visitor(browser, government, account);
      const scale = weigh(page);
      await scale.ready;
      const wrong = [];
      for (const path of await pathsFor(page, role)) {
        wrong.push(...await check(page, path, role, faults, scale));
      }
      assert.deepEqual(wrong, []);
      await close();
    });
  }

  test('dark, narrow and English pages pass as well', async () => {
    const wrong = [];
    for (const options of [{ colorScheme: 'dark' }, { viewport: { width: 390, height: 800 } }]) {
      const { page, faults, close } = await visitor(browser, government, accounts.ict_officer, options);
      const application = await firstRecord(page, government, 'application');
      for (const path of ['/', '/regulation', '/norms/24/2?lang=en', '/compliance', '/registers/application', `/registers/application/${application}`, '/registers/application/new', '/calendar', '/registers']) {
        await page.goto(`${address}/${government}${path}`);
        await picture(page, `${nameOf('ict_officer', path)}-${options.colorScheme ?? 'narrow'}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        wrong.push(...(await violations(page)).map((fault) => `${path} ${JSON.stringify(options)}: ${fault}`));
        if (width > 0) {
          wrong.push(`${path}: scrolls sideways by ${width}`);
        }
      }
      wrong.push(...faults);
      await close();
    }
    assert.deepEqual(wrong, []);
  });
});
