// What the law says of what is recorded: gates, answers, values, conflicts, censuses.

import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { agencies } from '../support/governments.mjs';
import { pendopo } from '../support/program.mjs';
import { accountOf, day, normId, zones } from './words.mjs';

/** Answers, as the pages name them, from the worst to the best. */
const answers = {
  'dilanggar': 'breached',
  'terlambat': 'overdue',
  'belum ditentukan': 'undetermined',
  'belum terbukti': 'unproven',
  'belum jatuh tempo': 'due',
  'terpenuhi': 'met',
  'dikecualikan': 'exempt',
  'tidak dipakai': 'not_used',
  'bukan kewajiban daerah': 'not_ours',
  'tanpa aturan': 'unbound',
};
const order = Object.values(answers);

function answerNamed(words) {
  assert.ok(words in answers, `"${words}" bukan penilaian; yang ada: ${Object.keys(answers).join(', ')}`);
  return answers[words];
}

async function lines(world, norm, more = {}) {
  const api = await world.api('petugas Dinas Kominfo');
  const query = new URLSearchParams({ norm: normId(norm), limit: '5000', ...more });
  return (await api.get(`compliance?${query}`)).must().json.lines;
}

/** Lines about one thing: an agency by its name, or a record by its title. */
async function linesAbout(world, norm, about, more) {
  const all = await lines(world, norm, more);
  const agency = agencies.find(({ name }) => name === about);
  const known = (await world.here()).titles.get(about.trim().toLowerCase());
  return all.filter((line) => (known ? line.subject.id === known.id && line.subject.register === known.register
    : agency ? line.agency === agency.id : line.subject.label === about));
}

const worst = (list) => list.map(({ state }) => state).sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];
const show = (list) => JSON.stringify(list.map(({ rule, subject, agency, state, why }) => ({ rule, subject, agency, state, why: why.id })), null, 1);

Then('{norma} dinilai {string}', async function (norm, words) {
  const found = await lines(this, norm);
  assert.equal(worst(found), answerNamed(words), show(found));
});
Then('{norma} dinilai {string} untuk {string}', async function (norm, words, about) {
  const found = await linesAbout(this, norm, about);
  assert.ok(found.length > 0, `${norm} tidak menilai ${about}: ${show(await lines(this, norm))}`);
  assert.equal(worst(found), answerNamed(words), show(found));
});
Then('{norma} tidak dinilai {string} untuk {string}', async function (norm, words, about) {
  const found = await linesAbout(this, norm, about);
  assert.notEqual(worst(found), answerNamed(words), show(found));
});
Then('{norma} tidak menilai {string}', async function (norm, about) {
  const found = await linesAbout(this, norm, about);
  assert.equal(found.length, 0, show(found));
});
Then('keadaan pada {string}: {norma} dinilai {string} untuk {string}', async function (when, norm, words, about) {
  const found = await linesAbout(this, norm, about, { on: day(when, zones[this.slug]) });
  assert.equal(worst(found), answerNamed(words), show(found));
});
Then('keadaan pada {string}: {norma} tidak menilai {string}', async function (when, norm, about) {
  const found = await linesAbout(this, norm, about, { on: day(when, zones[this.slug]) });
  assert.equal(found.length, 0, show(found));
});
Then('alasan penilaian {norma} untuk {string} menyebut {string}', async function (norm, about, text) {
  const found = await linesAbout(this, norm, about);
  assert.ok(found.some(({ why }) => why.id.includes(text)), show(found));
});
Then('bukti {norma} menyebut {string}', async function (norm, title) {
  const found = await lines(this, norm);
  assert.ok(found.some(({ evidence }) => evidence.some(({ label }) => label === title)), JSON.stringify(found, null, 1));
});
Then('batas waktu {norma} untuk {string} adalah {string}', async function (norm, about, when) {
  const found = await linesAbout(this, norm, about);
  assert.ok(found.some(({ due }) => due === day(when, zones[this.slug])), JSON.stringify(found, null, 1));
});
Then('kalender kewajiban memuat {norma}', async function (norm) {
  const api = await this.api('petugas Dinas Kominfo');
  const { obligations } = (await api.get('obligations')).must().json;
  assert.ok(obligations.some((line) => line.norm === `${this.regulation}:${normId(norm)}`), JSON.stringify(obligations.map((line) => line.norm)));
});
Then('tidak ada norma yang dinilai {string}', async function (words) {
  const api = await this.api('petugas Dinas Kominfo');
  const answer = (await api.get(`compliance?${new URLSearchParams({ state: answerNamed(words), limit: '20' })}`)).must().json;
  assert.equal(answer.total, 0, show(answer.lines));
});
Then('setiap norma yang dapat diperiksa mempunyai aturan', async function () {
  const ended = await pendopo(['regulation', 'coverage', '--format', 'json']);
  const one = JSON.parse(ended.out).regulations.find(({ regulation }) => regulation === this.regulation);
  assert.ok(one.checkable > 0);
  assert.equal(one.bound, one.checkable);
});

async function offer(world, called, transitionWords, registerWords, title) {
  const words = await world.here();
  const schema = await words.register(registerWords);
  const id = await words.record(schema, title);
  const name = words.transition(schema, transitionWords);
  const { transitions } = (await (await world.api(called)).get(`records/${schema.name}/${id}/transitions`)).must().json;
  const found = transitions.find((each) => each.name === name);
  assert.ok(found, `langkah "${transitionWords}" tidak ditawarkan: ${JSON.stringify(transitions)}`);
  return found;
}
const gatesOf = (found, world, norm) => found.gates.filter((gate) => gate.norm === `${world.regulation}:${normId(norm)}`);

Then('langkah {string} pada {daftar} {string} terbuka bagi {orang}', async function (transition, register, title, called) {
  const found = await offer(this, called, transition, register, title);
  assert.ok(found.allowed && found.open, JSON.stringify(found));
});
Then('langkah {string} pada {daftar} {string} tidak terbuka bagi {orang}', async function (transition, register, title, called) {
  const found = await offer(this, called, transition, register, title);
  assert.ok(!found.allowed, JSON.stringify(found));
});
Then('langkah {string} pada {daftar} {string} tertutup oleh {norma}', async function (transition, register, title, norm) {
  const found = await offer(this, 'petugas Dinas Kominfo', transition, register, title);
  assert.ok(!found.open && gatesOf(found, this, norm).some((gate) => !gate.warns), JSON.stringify(found));
});
Then('langkah {string} pada {daftar} {string} diberi peringatan oleh {norma}', async function (transition, register, title, norm) {
  const found = await offer(this, 'petugas Dinas Kominfo', transition, register, title);
  const gates = gatesOf(found, this, norm);
  assert.ok(gates.length > 0 && gates.every((gate) => gate.warns), JSON.stringify(found));
});
Then('langkah {string} pada {daftar} {string} tidak disinggung oleh {norma}', async function (transition, register, title, norm) {
  const found = await offer(this, 'petugas Dinas Kominfo', transition, register, title);
  assert.equal(gatesOf(found, this, norm).length, 0, JSON.stringify(found));
});
Then('jalan keluar langkah {string} pada {daftar} {string} adalah mencatat {daftar}', async function (transition, register, title, mendWords) {
  const found = await offer(this, 'petugas Dinas Kominfo', transition, register, title);
  const mend = await (await this.here()).register(mendWords);
  assert.ok(found.gates.some((gate) => gate.mend?.register === mend.name), JSON.stringify(found));
});

// --- the values that the law leaves to the government, conflicts, censuses ---

async function decided(world, called, register, fields) {
  const api = await world.api(called);
  const made = await api.create(register, fields);
  world.answer = made;
  if (made.ok) {
    world.answer = await api.move(register, made.json.id, 'decide');
  }
  return world.answer;
}

When('{orang} menetapkan {string} untuk {norma} sebesar {string}', function (called, parameter, norm, value) {
  return decided(this, called, 'government_value', { norm: `${this.regulation}:${normId(norm)}`, parameter, value, reason: 'Ditetapkan untuk skenario.', decided_on: day('hari ini', zones[this.slug]) });
});
Given('{orang} sudah menetapkan {string} untuk {norma} sebesar {string}', async function (called, parameter, norm, value) {
  (await decided(this, called, 'government_value', { norm: `${this.regulation}:${normId(norm)}`, parameter, value, reason: 'Ditetapkan untuk skenario.', decided_on: day('hari ini', zones[this.slug]) })).must();
});
const choice = (world, conflict, norms) => ({
  regulation: world.regulation, conflict, follows: norms, reason: 'Dipilih untuk skenario.', decided_on: day('hari ini', zones[world.slug]),
});
When('{orang} memilih mengikuti {norma} dalam pertentangan {string}', function (called, norm, conflict) {
  return decided(this, called, 'conflict_choice', choice(this, conflict, [normId(norm)]));
});
Given('{orang} sudah memilih mengikuti {norma} dalam pertentangan {string}', async function (called, norm, conflict) {
  (await decided(this, called, 'conflict_choice', choice(this, conflict, [normId(norm)]))).must();
});
Given('semua pertentangan sudah diputuskan tanpa menyisihkan norma', async function () {
  const { conflicts } = (await (await this.api('petugas Dinas Kominfo')).get('conflicts')).must().json;
  for (const { key, norms } of conflicts) {
    (await decided(this, 'petugas Dinas Kominfo', 'conflict_choice', choice(this, key, norms))).must();
  }
});
When('{orang} menyatakan {daftar} sudah lengkap', async function (called, registerWords) {
  const schema = await (await this.here()).register(registerWords);
  this.answer = await (await this.api(called)).create('census', { of_register: schema.name, confirmed_on: day('hari ini', zones[this.slug]) });
});
When('{orang} menyatakan {daftar} milik {string} sudah lengkap', async function (called, registerWords, agency) {
  const schema = await (await this.here()).register(registerWords);
  this.answer = await (await this.api(called)).create('census', {
    of_register: schema.name, agency: agencies.find(({ name }) => name === agency).id, confirmed_on: day('hari ini', zones[this.slug]),
  });
});

// --- the text of the regulation ---

When('{orang} membaca {norma}', async function (called, norm) {
  const place = await this.place();
  this.answer = await place.api(this.slug, accountOf(called)).get(`norms/${normId(norm)}`);
});
Then('norma itu berbunyi {string}', function (text) {
  assert.ok(this.answer.must().json.text.id.includes(text), this.answer.text);
});
Then('norma itu berstatus perubahan {string}', function (words) {
  const changes = { 'ditambahkan': 'added', 'diubah': 'changed', 'dihapus': 'deleted', 'tetap': 'unchanged' };
  assert.equal(this.answer.must().json.change, changes[words], this.answer.text);
});
Then('norma itu menyebut pertentangan {string}', function (key) {
  assert.ok(this.answer.must().json.conflicts.some((conflict) => conflict.key === key), this.answer.text);
});
Then('isian {string} pada {daftar} menunjuk {norma}', async function (label, registerWords, norm) {
  const words = await this.here();
  const field = words.field(await words.register(registerWords), label);
  assert.ok(field.norms.includes(`${this.regulation}:${normId(norm)}`), JSON.stringify(field.norms));
});
Then('pilihan {string} pada {daftar} hanya {string}', async function (label, registerWords, wanted) {
  const words = await this.here();
  const field = words.field(await words.register(registerWords), label);
  assert.deepEqual(field.choices.filter(({ allowed }) => allowed).map((choice) => choice.label.id), wanted.split(';').map((each) => each.trim()));
});
