// What a person sees on a page, and signing in.

import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { people, password } from '../support/governments.mjs';
import { accountOf } from './words.mjs';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
/** The text of a page, as it is read. */
export function readable(html) {
  return html.replace(/<(script|style)\b[^]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (whole, name) => entities[name]).replace(/\s+/g, ' ');
}

async function open(world, called, path) {
  const api = await world.api(called);
  world.page = await api.send('GET', `${api.address}${path}`, { headers: { accept: 'text/html' } });
  return world.page;
}

async function pathOf(world, registerWords, title, rest = '') {
  const words = await world.here();
  const schema = await words.register(registerWords);
  return `/registers/${schema.name}/${await words.record(schema, title)}${rest}`;
}

When('{orang} membuka halaman {string}', function (called, path) { return open(this, called, path); });
When('{orang} membuka halaman {daftar} {string}', async function (called, registerWords, title) {
  return open(this, called, await pathOf(this, registerWords, title));
});
When('{orang} membuka halaman langkah {string} pada {daftar} {string}', async function (called, transitionWords, registerWords, title) {
  const words = await this.here();
  const transition = words.transition(await words.register(registerWords), transitionWords);
  return open(this, called, await pathOf(this, registerWords, title, `/transitions/${transition}`));
});
Then('halaman memuat {string}', function (text) {
  assert.equal(this.page.status, 200, this.page.text.slice(0, 500));
  assert.ok(readable(this.page.text).includes(text), `"${text}" tidak ada dalam: ${readable(this.page.text).slice(0, 3000)}`);
});
Then('halaman tidak memuat {string}', function (text) {
  assert.equal(this.page.status, 200);
  assert.ok(!readable(this.page.text).includes(text), `"${text}" ada`);
});
Then('halaman meminta masuk', function () {
  assert.equal(this.page.status, 303, this.page.text.slice(0, 300));
  assert.match(this.page.headers.get('location'), /\/sign-in\?/);
});
Then('halaman menjawab {int}', function (status) { assert.equal(this.page.status, status, this.page.text.slice(0, 300)); });

/** Signs in by the form, as a browser does, and keeps the cookies. */
async function signIn(world, account, secret) {
  const place = await world.place();
  const response = await fetch(`${place.server.url}/${world.slug}/sign-in`, {
    method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name: account, password: secret }),
  });
  const cookies = response.headers.get('set-cookie') ?? '';
  world.session = /pendopo_session=([^;]+)/.exec(cookies)?.[1];
  world.cookies = cookies;
  world.page = { status: response.status, headers: response.headers, text: await response.text() };
}
When('{orang} masuk dengan kata sandinya', function (called) { return signIn(this, accountOf(called), password); });
When('{orang} masuk dengan kata sandi {string}', function (called, secret) { return signIn(this, accountOf(called), secret); });
When('seseorang masuk sebagai {string} dengan kata sandi {string}', function (account, secret) { return signIn(this, account, secret); });
When('{orang} masuk dengan kata sandi {string} sebanyak {int} kali', async function (called, secret, times) {
  for (let i = 0; i < times; ++i) {
    await signIn(this, accountOf(called), secret);
  }
});
Then('ia masuk', function () {
  assert.equal(this.page.status, 303, this.page.text.slice(0, 500));
  assert.ok(this.session, this.cookies);
  assert.match(this.cookies, /HttpOnly/i);
  assert.match(this.cookies, /SameSite=Lax/i);
});
Then('ia tidak masuk', function () {
  assert.notEqual(this.page.status, 303);
  assert.ok(!this.session);
});
Then('ia diminta menunggu', function () {
  assert.equal(this.page.status, 429, this.page.text.slice(0, 500));
});

async function inSession(world, path, options = {}) {
  const place = await world.place();
  const response = await fetch(`${place.server.url}/${world.slug}${path}`, {
    redirect: 'manual', ...options, headers: { cookie: `pendopo_session=${world.session}`, ...options.headers },
  });
  world.page = { status: response.status, headers: response.headers, text: await response.text() };
  return world.page;
}
When('ia membuka halaman {string}', function (path) { return inSession(this, path); });
Then('halaman menyapa {orang}', function (called) {
  const person = Object.values(people).find((each) => each.called === called);
  assert.equal(this.page.status, 200);
  assert.ok(readable(this.page.text).includes(person.name), readable(this.page.text).slice(0, 1500));
});
When('situs lain mengirim formulir keluar atas namanya', function () {
  return inSession(this, '/sign-out', {
    method: 'POST', body: '', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://jahat.example', 'sec-fetch-site': 'cross-site' },
  });
});
When('formulir keluar dikirim tanpa tanda pengaman', function () {
  return inSession(this, '/sign-out', { method: 'POST', body: 'x=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
});
