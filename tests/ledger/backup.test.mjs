// A backup taken while people work, and put back: the same records, the same ledger, whole.

import assert from 'node:assert/strict';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { forgetTemplates, freshPlace, onPostgresql, Place, sql } from '../support/governments.mjs';
import { mustRun, pendopo, temporaryFolder } from '../support/program.mjs';

after(forgetTemplates);

let count = 0;
/** An empty place for what comes back. */
async function emptyPlace(governments) {
  const data = join(await temporaryFolder(), 'data');
  let database = '';
  if (onPostgresql) {
    database = `pendopo_back_${process.pid}_${++count}`;
    await sql(`CREATE DATABASE "${database}"`);
  }
  return new Place(data, database, governments);
}

const status = async (place) => /(\d+) catatan, (\d+) rekaman, sidik (\w+)/.exec(await mustRun(['ledger', 'verify', ...place.common])).slice(1);

test('a backup beside a working server comes back whole', { timeout: 180_000 }, async () => {
  const place = await freshPlace(['kediri']);
  await place.serve();
  const api = place.api('kediri', 'kominfo');
  const { id } = (await api.create('application', { name: 'Antrean', owner: 'PD-002' })).must().json;
  const form = new FormData();
  form.append('file', new Blob(['%PDF-1.4\nisi']), 'surat.pdf');
  const { files } = (await api.send('POST', `records/application/${id}/files`, { body: form })).must().json;

  const stop = { now: false };
  const written = [];
  const work = Array.from({ length: 4 }, async (_, writer) => {
    for (let turn = 0; !stop.now; ++turn) {
      const answer = (await api.create('application', { name: `Aplikasi ${writer}-${turn}`, owner: 'PD-003' })).must();
      written.push(answer.json.id);
    }
  });
  await new Promise((done) => setTimeout(done, 300));
  const before = written.length;
  const archive = join(await temporaryFolder(), 'cadangan.tar.zst');
  await mustRun(['backup', ...place.common, archive]);
  stop.now = true;
  await Promise.all(work);
  assert.ok((await stat(archive)).size > 1_000);

  const back = await emptyPlace(place.governments);
  await mustRun(['restore', ...back.common, archive]);
  const [entries, records] = await status(back);
  assert.ok(Number(entries) > 0 && Number(records) > before);
  await back.serve();
  const restored = back.api('kediri', 'kominfo');
  for (const each of written.slice(0, before)) {
    assert.equal((await restored.record('application', each)).status, 200, `${each} was there before the backup`);
  }
  assert.equal((await restored.get(`records/application/${id}/files`)).must().json.files[0].hash, files[0].hash);
  const content = await fetch(`${back.server.url}${files[0].url}`, { headers: { authorization: `Bearer ${back.governments.kediri.tokens.kominfo}` } });
  assert.equal(await content.text(), '%PDF-1.4\nisi');
  (await restored.create('application', { name: 'Sesudah pemulihan', owner: 'PD-002' })).must();
  await back.close();
  await place.close();
});

test('a backup at rest comes back with the same root', async () => {
  const place = await freshPlace(['kediri', 'blitar']);
  const before = await mustRun(['ledger', 'verify', ...place.common]);
  const archive = join(await temporaryFolder(), 'cadangan.tar.zst');
  await mustRun(['backup', ...place.common, archive]);
  const back = await emptyPlace(place.governments);
  await mustRun(['restore', ...back.common, archive]);
  assert.equal(await mustRun(['ledger', 'verify', ...back.common]), before);
  await back.close();
  await place.close();
});

test('a restore over data is refused', async () => {
  const place = await freshPlace(['kediri']);
  const archive = join(await temporaryFolder(), 'cadangan.tar.zst');
  await mustRun(['backup', ...place.common, archive]);
  const before = await status(place);
  const ended = await pendopo(['restore', ...place.common, archive]);
  assert.equal(ended.code, 1, ended.out);
  assert.deepEqual(await status(place), before);
  await place.close();
});

for (const [what, damage] of [
  ['cut short', async (file) => truncate(file, Math.floor((await stat(file)).size * 0.6))],
  ['of another kind', (file) => writeFile(file, 'ini bukan arsip')],
  ['empty', (file) => writeFile(file, '')],
  ['with a changed byte', async (file) => {
    const bytes = await readFile(file);
    bytes[Math.floor(bytes.length / 2)] ^= 0xff;
    await writeFile(file, bytes);
  }],
]) {
  test(`an archive ${what} is refused and leaves nothing behind`, async () => {
    const place = await freshPlace(['kediri']);
    const archive = join(await temporaryFolder(), 'cadangan.tar.zst');
    await mustRun(['backup', ...place.common, archive]);
    await damage(archive);
    const back = await emptyPlace(place.governments);
    const ended = await pendopo(['restore', ...back.common, archive]);
    assert.equal(ended.code, 1, ended.out);
    assert.match(ended.err, /cadangan\.tar\.zst/);
    assert.deepEqual(await readdir(back.data).catch(() => []), []);
    if (onPostgresql) {
      await sql(`DROP DATABASE "${back.database}"`);
    }
    await place.close();
  });
}

test('an archive that is not there is named', async () => {
  const back = await emptyPlace({});
  const ended = await pendopo(['restore', ...back.common, '/nonexistent/cadangan.tar.zst']);
  assert.equal(ended.code, 1);
  assert.match(ended.err, /\/nonexistent\/cadangan\.tar\.zst/);
});

