// Doing work in the pages, with JavaScript and without: forms, mistakes, steps that the law shuts, filters, the language and the colours.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accounts, address, firstRecord, launch, skip, violations, visitor } from './browser.mjs';

describe('work', { skip }, () => {
  let browser;
  before(async () => { browser = await launch(); });
  after(async () => { await browser?.close(); });

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

    test(`a record is added, corrected, changed and deleted ${how}`, async () => {
      const { page, close } = await visitor(browser, 'kediri', accounts.ict_officer, { javaScriptEnabled });
      const name = `Aplikasi uji ${how} ${Date.now()}`;
      await page.goto(`${address}/kediri/registers/application/new`);
      await page.fill('[name="f.name"]', name);
      await page.locator('form.record-form').evaluate((form) => { form.noValidate = true; }).catch(() => {});
      await page.selectOption('[name="f.owner"]', 'dinkes');
      const url = page.locator('[name="f.url"]');
      if (await url.isVisible()) {
        await url.fill('https://uji.contoh.go.id');
      }
      await page.click('.form-actions .btn-primary');
      await page.waitForURL(/registers\/application\/APL-/);
      assert.ok((await page.textContent('h1')).includes(name));
      assert.ok((await page.textContent('.flash')).length > 0);

      await page.goto(`${page.url().split('?')[0]}/edit`);
      await page.fill('[name="f.name"]', '');
      await page.locator('form.record-form').evaluate((form) => { form.noValidate = true; });
      await page.click('.form-actions .btn-primary');
      await page.waitForSelector('#summary');
      assert.ok((await page.textContent('#summary')).includes('Nama aplikasi'));
      assert.ok(await page.locator('[name="f.name"][aria-invalid=true]').isVisible());
      await page.fill('[name="f.name"]', `${name} (baru)`);
      await page.click('.form-actions .btn-primary');
      await page.waitForSelector('.flash');
      assert.ok((await page.textContent('h1')).includes('(baru)'));

      await page.click('.head-actions .btn-danger-quiet');
      await page.waitForSelector('.btn-danger');
      await page.click('.btn-danger');
      await page.waitForSelector('.flash');
      assert.match(page.url(), /registers\/application\?done=/);
      await close();
    });

    test(`lists are filtered and sorted ${how}`, async () => {
      const { page, close } = await visitor(browser, 'kediri', accounts.ict_officer, { javaScriptEnabled });
      await page.goto(`${address}/kediri/registers/application`);
      await page.selectOption('#state', 'active');
      await page.click('.filters .btn-primary');
      await page.waitForSelector('.chip');
      assert.ok((await page.textContent('.chips')).includes('Aktif'));
      await page.click('thead th a >> nth=1');
      await page.waitForSelector('th[aria-sort]');
      assert.match(page.url(), /sort=/);
      assert.match(page.url(), /state=active/);
      await close();
    });

    test(`language and colours are chosen ${how}`, async () => {
      const { page, close } = await visitor(browser, 'kediri', '', { javaScriptEnabled });
      await page.goto(`${address}/kediri/regulation`);
      await page.click('.pocket > summary');
      await page.click('button[name=language][value=en]');
      await page.waitForSelector('html[lang=en]');
      assert.match(page.url(), /\/regulation/);
      await page.click('.pocket > summary');
      await page.click('button[name=theme][value=dark]');
      await page.waitForSelector('html[data-bs-theme=dark]');
      if (javaScriptEnabled) {  // axe waits for timers, which do not run without
        assert.deepEqual(await violations(page), []);
      }
      await close();
    });
  }

  test('Kediri and Blitar order the life of an application differently', async () => {
    const asked = {};
    for (const government of ['kediri', 'blitar']) {
      const { page, close } = await visitor(browser, government, accounts.ict_officer);
      const application = await firstRecord(page, government, 'application', '&kind=special');
      await page.goto(`${address}/${government}/registers/application/${application}`);
      assert.equal(await page.locator('.life-step').count(), 10);
      asked[government] = await page.$$eval('.life-step', (steps) => steps.map((step) => [step.id, [...step.querySelectorAll('.life-law a')].map((link) => link.textContent)]));
      await close();
    }
    assert.notDeepEqual(asked.kediri, asked.blitar);
    const hosting = (government) => asked[government].find(([id]) => id === 'step-hosting')[1];
    assert.deepEqual(hosting('kediri').length, 0, 'Kediri orders no steps of hosting');
    assert.ok(hosting('blitar').some((name) => name.startsWith('Pasal 26')), 'Blitar does, in article 26');
  });

  test('references are chosen by typing', async () => {
    const { page, close } = await visitor(browser, 'kediri', accounts.ict_officer);
    await page.goto(`${address}/kediri/registers/release/new`);
    const input = page.locator('input[name="f.application"]');
    if (await input.count()) {
      await input.fill('a');
      await page.waitForSelector('.suggestions li');
      await input.press('ArrowDown');
      await input.press('Enter');
      assert.match(await input.inputValue(), /^APL-/);
    }
    await close();
  });
});
