// What people do with records, and what they find.

import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from '../support/api.mjs';
import { regionNames } from '../support/governments.mjs';
import { mustRun, pendopo } from '../support/program.mjs';
import { accountOf, day, normId, zones } from './words.mjs';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Uploads a file to a record; returns what a file field holds. */
async function upload(api, register, id, name, content = pdf) {
  const form = new FormData();
  form.append('file', new Blob([content, `% ${name}\n`], { type: 'application/pdf' }), name);
  const { files } = (await api.send('POST', `records/${register}/${id}/files`, { body: form })).must().json;
  return `${files[0].hash}/${files[0].name}`;
}

/** Fields with their files uploaded to the record. */
async function withFiles(api, register, id, { fields, files }) {
  const all = { ...fields };
  for (const [field, name] of Object.entries(files)) {
    all[field] = await upload(api, register, id, name);
  }
  return all;
}

async function create(world, called, registerWords, title, rows) {
  const api = await world.api(called);
  const words = await world.here();
  const schema = await words.register(registerWords);
  const given = await words.fields(schema, rows);
  given.fields[schema.title] ??= title;
  let answer = await api.create(schema.name, given.fields);
  if (answer.ok) {
    words.remember(schema.name, answer.json.id, title);
    if (Object.keys(given.files).length > 0) {
      const { id } = answer.json;
      answer = await api.change(schema.name, id, await withFiles(api, schema.name, id, { fields: {}, files: given.files }));
    }
  }
  world.answer = answer;
  return answer;
}

async function change(world, called, registerWords, title, rows) {
  const api = await world.api(called);
  const words = await world.here();
  const schema = await words.register(registerWords);
  const id = await words.record(schema, title);
  const given = await words.fields(schema, rows);
  world.answer = await api.change(schema.name, id, await withFiles(api, schema.name, id, given), world.version);
  return world.answer;
}

async function move(world, called, transitionWords, registerWords, title, { reason, rows = [] } = {}) {
  const api = await world.api(called);
  const words = await world.here();
  const schema = await words.register(registerWords);
  const id = await words.record(schema, title);
  const given = await words.fields(schema, rows);
  const body = { fields: await withFiles(api, schema.name, id, given) };
  if (reason !== undefined) {
    body.reason = reason;
  }
  world.answer = await api.move(schema.name, id, words.transition(schema, transitionWords), body);
  return world.answer;
}

async function read(world, registerWords, title, called = 'petugas Dinas Kominfo') {
  const words = await world.here();
  const schema = await words.register(registerWords);
  const id = await words.record(schema, title);
  return { words, schema, id, answer: await (await world.api(called)).record(schema.name, id) };
}

Given('pemerintah {daerah}', function (name) { this.want(name); });
Given('pemerintah {daerah} dan {daerah}', function (one, other) { this.want(one, other); });
Given('di {daerah}', async function (name) {
  const place = this.opened;
  const found = this.wanted.length;
  this.want(name);
  const slug = this.wanted.pop();
  assert.ok(this.wanted.includes(slug), `${name} harus disebut di awal skenario`);
  assert.equal(this.wanted.length, found);
  this.slug = slug;
  this.opened = place;
});

Given('ada {daftar} {string}', async function (register, title) {
  (await create(this, 'petugas Dinas Kominfo', register, title, [])).must();
});
Given('ada {daftar} {string}:', async function (register, title, table) {
  (await create(this, 'petugas Dinas Kominfo', register, title, table.raw())).must();
});

Given('arsitektur yang berlaku memuat unsur {string}', async function (title) {
  const plan = `Arsitektur SPBE untuk ${title}`;
  const imported = await bringPast(this, 'rencana SPBE', plan, 'Ditetapkan', [
    ['Jenis rencana', 'Arsitektur SPBE'], ['Asal versi', 'Penetapan pertama'], ['Berlaku sejak', '1 tahun lalu'], ['Berlaku sampai', '4 tahun lagi'],
  ]);
  assert.equal(imported.code, 0, imported.err);
  (await create(this, 'petugas Dinas Kominfo', 'unsur rencana', title, [['Rencana', plan]])).must();
});
Given('semua ini sudah diterbitkan untuk {string}:', async function (about, table) {
  for (const [kind, by] of table.raw()) {
    const title = `${kind} untuk ${about} oleh ${by}`;
    (await create(this, 'petugas Dinas Kominfo', 'rekomendasi dan persetujuan', title,
      [['Jenis', kind], ['Hal yang dimohonkan', about], ['Diterbitkan oleh', by]])).must();
    (await move(this, 'petugas Dinas Kominfo', 'Terbitkan', 'rekomendasi dan persetujuan', title)).must();
  }
});

/** A record with its past, as an import brings it: no gate applies to what already happened. */
async function bringPast(world, registerWords, title, stateWords, rows) {
  const place = await world.place();
  const words = await world.here();
  const schema = await words.register(registerWords);
  const line = { register: schema.name, [schema.title]: title, state: words.state(schema, stateWords) };
  line.id = `LAMA-${words.titles.size + 1}`;
  for (const [label, text] of rows) {
    const field = schema.fields.find((each) => each.name === label) ?? words.field(schema, label);
    line[field.name] = await words.value(field, text);
  }
  const file = join(place.data, 'past.jsonl');
  await writeFile(file, `${JSON.stringify(line)}\n`);
  world.imported = await pendopo(['import', ...place.common, '--government', world.slug, file]);
  if (world.imported.code === 0) {
    words.remember(schema.name, line.id, title);
  }
  return world.imported;
}
Given('ada {daftar} lama {string} berstatus {string}:', async function (register, title, state, table) {
  const imported = await bringPast(this, register, title, state, table.raw());
  assert.equal(imported.code, 0, imported.err);
});
Given('ada {daftar} lama {string} berstatus {string}', async function (register, title, state) {
  const imported = await bringPast(this, register, title, state, []);
  assert.equal(imported.code, 0, imported.err);
});
When('petugas mengimpor {daftar} lama {string} berstatus {string}:', function (register, title, state, table) {
  return bringPast(this, register, title, state, table.raw());
});
Then('impor diterima', function () { assert.equal(this.imported.code, 0, this.imported.err); });
Then('impor ditolak dengan pesan {string}', function (text) {
  assert.equal(this.imported.code, 1, this.imported.out);
  assert.ok(this.imported.err.includes(text), this.imported.err);
});

When('{orang} mencatat {daftar} {string}', function (called, register, title) { return create(this, called, register, title, []); });
When('{orang} mencatat {daftar} {string}:', function (called, register, title, table) {
  return create(this, called, register, title, table.raw());
});
Given('{orang} sudah mencatat {daftar} {string}:', async function (called, register, title, table) {
  (await create(this, called, register, title, table.raw())).must();
});
When('{orang} mengubah {daftar} {string}:', function (called, register, title, table) {
  return change(this, called, register, title, table.raw());
});
Given('{orang} sudah mengubah {daftar} {string}:', async function (called, register, title, table) {
  (await change(this, called, register, title, table.raw())).must();
});
When('{orang} melakukan {string} pada {daftar} {string}', function (called, transition, register, title) {
  return move(this, called, transition, register, title);
});
When('{orang} melakukan {string} pada {daftar} {string} dengan alasan {string}', function (called, transition, register, title, reason) {
  return move(this, called, transition, register, title, { reason });
});
When('{orang} melakukan {string} pada {daftar} {string}:', function (called, transition, register, title, table) {
  return move(this, called, transition, register, title, { rows: table.raw() });
});
Given('{orang} sudah melakukan {string} pada {daftar} {string}', async function (called, transition, register, title) {
  (await move(this, called, transition, register, title)).must();
});
Given('{orang} sudah melakukan {string} pada {daftar} {string} dengan alasan {string}', async function (called, transition, register, title, reason) {
  (await move(this, called, transition, register, title, { reason })).must();
});
Given('{orang} sudah melakukan {string} pada {daftar} {string}:', async function (called, transition, register, title, table) {
  (await move(this, called, transition, register, title, { rows: table.raw() })).must();
});
When('{orang} menghapus {daftar} {string}', async function (called, registerWords, title) {
  const words = await this.here();
  const schema = await words.register(registerWords);
  this.answer = await (await this.api(called)).delete(`records/${schema.name}/${await words.record(schema, title)}`);
});
When('{orang} membuka {daftar} {string}', async function (called, registerWords, title) {
  const { answer } = await read(this, registerWords, title, called);
  this.answer = answer;
  this.version = answer.json?.version;
});
When('{orang} membuka daftar {daftar}', async function (called, registerWords) {
  const schema = await (await this.here()).register(registerWords);
  this.answer = await (await this.api(called)).get(`records/${schema.name}`);
});
When('{orang} mencari {string} dalam daftar {daftar}', async function (called, text, registerWords) {
  const schema = await (await this.here()).register(registerWords);
  this.answer = (await (await this.api(called)).get(`records/${schema.name}?${new URLSearchParams({ q: text })}`)).must();
});
When('sementara itu {orang} mengubah {daftar} {string}:', async function (called, registerWords, title, table) {
  const { version } = this;
  this.version = undefined;
  (await change(this, called, registerWords, title, table.raw())).must();
  this.version = version;
});

const refusal = (world) => `${world.answer.status} ${world.answer.text}`;

Then('perubahan diterima', function () { this.answer.must(); });
Then('ditolak karena {norma}', function (norm) { assertShut(this, [norm]); });
Then('ditolak karena {norma} dan {norma}', function (one, other) { assertShut(this, [one, other]); });

function assertShut(world, norms) {
  // 409 where a step is shut, 422 where a value is none that the law knows.
  assert.ok([409, 422].includes(world.answer.status), refusal(world));
  for (const norm of norms) {
    assert.ok(world.answer.norms.includes(`${world.regulation}:${normId(norm)}`), `${norm} tidak disebut: ${refusal(world)}`);
  }
}

Then('penolakan tidak menyebut {norma}', function (norm) {
  assert.ok(!this.answer.norms.includes(`${this.regulation}:${normId(norm)}`), refusal(this));
});
Then('penolakan menyebut {string}', function (text) {
  assert.ok(!this.answer.ok, 'tidak ditolak');
  assert.ok(this.answer.text.includes(text), refusal(this));
});
Then('penolakan tidak menyebut {string}', function (text) {
  assert.ok(!this.answer.ok, 'tidak ditolak');
  assert.ok(!this.answer.text.includes(text), refusal(this));
});

const refusals = {
  'belum masuk': [401],
  'tidak berwenang': [403],
  'tidak ditemukan': [404],
  'keadaan rekaman': [409],
  'sudah diubah orang lain': [409],
  'masih dipakai': [409],
  'isian salah': [422],
};
Then(/^ditolak karena (belum masuk|tidak berwenang|tidak ditemukan|keadaan rekaman|sudah diubah orang lain|masih dipakai|isian salah)$/, function (why) {
  assert.ok(refusals[why].includes(this.answer.status), refusal(this));
  if (why === 'sudah diubah orang lain') {
    assert.match(this.answer.text, /record\.changed_meanwhile/);
  }
  if (why === 'masih dipakai') {
    assert.match(this.answer.text, /record\.in_use/);
  }
});
Then('isian {string} pada {daftar} ditolak', async function (label, registerWords) {
  const words = await this.here();
  const field = words.field(await words.register(registerWords), label);
  assert.equal(this.answer.status, 422, refusal(this));
  assert.ok(this.answer.errors.some((error) => error.pointer.startsWith(`/fields/${field.name}`)), refusal(this));
});

Then('{daftar} {string} berstatus {string}', async function (registerWords, title, stateWords) {
  const { words, schema, answer } = await read(this, registerWords, title);
  assert.equal(answer.must().json.state, words.state(schema, stateWords));
});
Then('{daftar} {string} memuat:', async function (registerWords, title, table) {
  const { words, schema, answer } = await read(this, registerWords, title);
  const { fields } = answer.must().json;
  for (const [label, text] of table.raw()) {
    const field = schema.fields.find((each) => each.name === label) ?? words.field(schema, label);
    const wanted = await words.value(field, text);
    const found = field.type === 'parts' ? fields[field.name]?.map(({ item }) => item) : fields[field.name] ?? null;
    assert.deepEqual(found, field.type === 'parts' ? wanted.map(({ item }) => item) : wanted, label);
  }
});
Then('{daftar} {string} tidak ada', async function (registerWords, title) {
  const { answer } = await read(this, registerWords, title);
  assert.equal(answer.status, 404);
});
Then('daftar memuat {string}', function (text) { assert.ok(this.answer.must().text.includes(text), this.answer.text); });
Then('daftar tidak memuat {string}', function (text) { assert.ok(!this.answer.must().text.includes(text), this.answer.text); });
Then('yang terbuka memuat {string}', function (text) { assert.ok(this.answer.must().text.includes(text), this.answer.text); });
Then('yang terbuka tidak memuat {string}', function (text) { assert.ok(!this.answer.must().text.includes(text), this.answer.text); });

async function history(world, registerWords, title) {
  const { schema, id } = await read(world, registerWords, title);
  const { entries } = (await (await world.api('petugas Dinas Kominfo')).get(`records/${schema.name}/${id}/history`)).must().json;
  return { schema, entries };
}
Then('riwayat {daftar} {string} berisi {int} perubahan', async function (registerWords, title, count) {
  assert.equal((await history(this, registerWords, title)).entries.length, count);
});
Then('riwayat {daftar} {string} menyebut {orang}', async function (registerWords, title, called) {
  const { entries } = await history(this, registerWords, title);
  assert.ok(entries.some((entry) => entry.actor === accountOf(called)), JSON.stringify(entries));
});
Then('riwayat {daftar} {string} menyebut {string}', async function (registerWords, title, text) {
  const { entries } = await history(this, registerWords, title);
  assert.ok(JSON.stringify(entries).includes(text), JSON.stringify(entries));
});
Then('riwayat {daftar} {string} mencatat isian {string} dari {string} menjadi {string}', async function (registerWords, title, label, before, after) {
  const words = await this.here();
  const { schema, entries } = await history(this, registerWords, title);
  const field = words.field(schema, label);
  const [wantedBefore, wantedAfter] = [await words.value(field, before), await words.value(field, after)];
  const found = entries.some((entry) => {
    const [was, is] = entry.changes?.[field.name] ?? [];
    return (was ?? null) === wantedBefore && (is ?? null) === wantedAfter;
  });
  assert.ok(found, JSON.stringify(entries));
});
Then('sebelum hari ini {daftar} {string} belum ada', async function (registerWords, title) {
  const { schema, id } = await read(this, registerWords, title);
  const answer = await (await this.api('petugas Dinas Kominfo')).get(`records/${schema.name}/${id}?at=${day('kemarin', zones[this.slug])}`);
  assert.equal(answer.status, 404);
});

Then('catatan perubahan pemerintah utuh', async function () {
  const place = await this.place();
  const said = await mustRun(['ledger', 'verify', ...place.common, '--government', this.slug]);
  assert.match(said, /utuh/);
});

When('token petugas Kominfo {daerah} dipakai di {daerah}', async function (from, at) {
  const place = await this.place();
  const slugOf = (name) => Object.keys(regionNames).find((slug) => regionNames[slug] === name);
  this.answer = await new Api(`${place.server.url}/${slugOf(at)}`, place.governments[slugOf(from)].tokens.kominfo).get('records/application');
});
