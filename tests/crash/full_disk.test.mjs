// A disk that fills up: changes are refused as a fault of the server, nothing is half done, and service goes on when there is room again.

import assert from 'node:assert/strict';
import { cp, rm, writeFile } from 'node:fs/promises';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { forgetTemplates, freshPlace, onPostgresql, Place } from '../support/governments.mjs';
import { execute, mustRun, pendopo, temporaryFolder } from '../support/program.mjs';

const skip = process.getuid() !== 0 ? 'mounting a small disk needs root' : onPostgresql ? 'the disk is the database server\'s' : false;
const mounted = [];

after(async () => {
  for (const folder of mounted) {
    await execute('umount', ['-l', folder]);
  }
  await forgetTemplates();
});

/** Kediri on a disk of its own, of which some megabytes are free. */
async function onSmallDisk(t, free = 6) {
  const made = await freshPlace(['kediri']);
  const folder = await temporaryFolder('pendopo-disk-');
  const size = await execute('du', ['-sm', made.data]);
  const ended = await execute('mount', ['-t', 'tmpfs', '-o', `size=${Number(size.out.split('\t')[0]) + free}m`, 'tmpfs', folder]);
  if (ended.code !== 0) {
    t.skip(`no small disk can be mounted here: ${ended.err.trim()}`);
    return null;
  }
  mounted.push(folder);
  const data = join(folder, 'data');
  await cp(made.data, data, { recursive: true });
  return new Place(data, '', made.governments);
}

/** Takes all room but a little. */
async function fill(folder, leave) {
  const { bsize, bavail } = statfsSync(folder);
  await writeFile(join(folder, 'filler'), Buffer.alloc(Math.max(0, bsize * bavail - leave)));
}

test('changes on a full disk are refused and nothing is lost', { skip, timeout: 120_000 }, async (t) => {
  const place = await onSmallDisk(t);
  if (!place) {
    return;
  }
  const server = await place.serve();
  const api = place.api('kediri', 'kominfo');
  const acknowledged = [];
  await fill(join(place.data, '..'), 600_000);
  let refused;
  for (let i = 0; i < 400 && !refused; ++i) {
    const answer = await api.create('application', { name: `Aplikasi ${i}`, owner: 'PD-002', description: 'x'.repeat(8_000) });
    if (answer.ok) {
      acknowledged.push(answer.json.id);
    } else {
      refused = answer;
    }
  }
  assert.ok(refused, 'the disk did not fill up');
  assert.ok([500, 503].includes(refused.status), refused.text);
  assert.equal(refused.json.fault, 'server');
  assert.doesNotMatch(refused.text, /sqlite|disk|SELECT|INSERT/i, 'the cause is for the log');
  assert.ok(server.running, server.process.err);

  assert.equal((await api.get('records/application')).status, 200, 'reading still works');
  const page = await api.send('GET', `${api.address}/registers/application`, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200);

  await rm(join(place.data, '..', 'filler'));
  const again = (await api.create('application', { name: 'Sesudah ada ruang', owner: 'PD-002' })).must();
  acknowledged.push(again.json.id);
  for (const id of acknowledged) {
    assert.equal((await api.record('application', id)).status, 200, `${id} was acknowledged and is gone`);
  }
  const all = (await api.get('records/application?limit=200')).must().json.records;
  assert.equal(all.length, Math.min(200, acknowledged.length), 'nothing that was refused is there');
  assert.match(await mustRun(['ledger', 'verify', ...place.common]), /utuh/);
  await place.close();
});

test('an upload that does not fit leaves nothing behind', { skip, timeout: 120_000 }, async (t) => {
  const place = await onSmallDisk(t, 8);
  if (!place) {
    return;
  }
  await place.serve();
  const api = place.api('kediri', 'kominfo');
  const { id } = (await api.create('application', { name: 'Antrean', owner: 'PD-002' })).must().json;
  const upload = (bytes) => {
    const form = new FormData();
    form.append('file', new Blob([Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(bytes, 'a')])]), 'besar.pdf');
    return api.send('POST', `records/application/${id}/files`, { body: form });
  };
  const refused = await upload(12_000_000);
  assert.ok([500, 503].includes(refused.status), refused.text);
  assert.deepEqual((await api.get(`records/application/${id}/files`)).must().json.files, []);
  assert.equal((await upload(1_000)).status, 201, 'the room of the refused file was given back');
  await place.close();
});

test('a command on a full disk ends with an error and changes nothing', { skip, timeout: 120_000 }, async (t) => {
  const place = await onSmallDisk(t);
  if (!place) {
    return;
  }
  const file = join(await temporaryFolder(), 'aplikasi.jsonl');
  const lines = Array.from({ length: 5_000 }, (_, i) => JSON.stringify({ register: 'application', id: `A-${i}`, name: `Aplikasi ${i}`, owner: 'PD-002', description: 'x'.repeat(2_000) }));
  await writeFile(file, lines.join('\n'));
  const ended = await pendopo(['import', ...place.common, '--government', 'kediri', file]);
  assert.equal(ended.code, 1, ended.out);
  assert.notEqual(ended.err.trim(), '');
  await place.serve();
  assert.deepEqual((await place.api('kediri', 'kominfo').get('records/application')).must().json.records, []);
  assert.match(await mustRun(['ledger', 'verify', ...place.common]), /utuh/);
  await place.close();
});

