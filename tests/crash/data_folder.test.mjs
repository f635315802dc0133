// Data folders and addresses that cannot be served: each ends with exit code 1, a sentence that names the place, and nothing changed.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { forgetTemplates, freshPlace, onPostgresql } from '../support/governments.mjs';
import { mustRun, pendopo, temporaryFolder } from '../support/program.mjs';

after(forgetTemplates);

const sqliteOnly = onPostgresql ? 'of SQLite only' : false;
const hash = async (file) => createHash('sha256').update(await readFile(file)).digest('hex');
const database = (place) => join(place.data, 'kediri', 'pendopo.db');

async function refused(args, names) {
  const ended = await pendopo(args, { env: { LC_ALL: 'en_US.UTF-8' } });
  assert.equal(ended.code, 1, `exit code ${ended.code ?? ended.signal}: ${ended.err}${ended.out}`);
  for (const name of names) {
    assert.ok(ended.err.includes(name), `"${name}" is not named: ${ended.err}`);
  }
  assert.doesNotMatch(ended.err, /terminate called|Assertion|AddressSanitizer|core dumped/);
  return ended;
}

for (const [what, damage] of [
  ['cut in half', async (file) => truncate(file, Math.floor((await stat(file)).size / 2))],
  ['cut to 100 bytes', (file) => truncate(file, 100)],
  ['emptied', (file) => truncate(file, 0)],
  ['with a foreign head', async (file) => {
    const handle = await open(file, 'r+');
    await handle.write(Buffer.from('ini bukan basis data'), 0, 20, 0);
    await handle.close();
  }],
  ['replaced by a text', (file) => writeFile(file, 'ini bukan basis data\n'.repeat(1000))],
  ['with zeros in the middle', async (file) => {
    const handle = await open(file, 'r+');
    const { size } = await handle.stat();
    await handle.write(Buffer.alloc(Math.floor(size / 2)), 0, Math.floor(size / 2), Math.floor(size / 4));
    await handle.close();
  }],
]) {
  test(`a database ${what} is named and left as it is`, { skip: sqliteOnly }, async () => {
    const place = await freshPlace(['kediri']);
    await damage(database(place));
    const before = await hash(database(place));
    await refused(['serve', ...place.common, '--listen', '127.0.0.1:0'], ['pendopo.db']);
    await refused(['ledger', 'verify', ...place.common], ['pendopo.db']);
    await refused(['backup', ...place.common, join(place.data, '..', 'never.tar.zst')], ['pendopo.db']);
    assert.equal(await hash(database(place)), before);
  });
}

test('a database that is gone is not made anew', { skip: sqliteOnly }, async () => {
  const place = await freshPlace(['kediri']);
  await rm(database(place));
  await refused(['serve', ...place.common, '--listen', '127.0.0.1:0'], ['kediri']);
  await assert.rejects(stat(database(place)), 'an empty database in its place would hide the loss');
});

test('a second server on the same data folder is refused, the first goes on', { skip: sqliteOnly }, async () => {
  const place = await freshPlace(['kediri']);
  await place.serve();
  await refused(['serve', ...place.common, '--listen', '127.0.0.1:0'], [place.data]);
  (await place.api('kediri', 'kominfo').create('application', { name: 'Antrean', owner: 'PD-002' })).must();
  await place.close();
});

test('a killed server leaves no lock behind', { skip: sqliteOnly }, async () => {
  const place = await freshPlace(['kediri']);
  const server = await place.serve();
  await server.kill();
  await place.serve();
  await place.close();
});

test('commands work beside a server, and it sees what they did', async () => {
  const place = await freshPlace(['kediri']);
  await place.serve();
  const file = join(place.data, 'aplikasi.jsonl');
  await writeFile(file, `${JSON.stringify({ register: 'application', id: 'APL-7', name: 'Antrean', owner: 'PD-002' })}\n`);
  await mustRun(['import', ...place.common, '--government', 'kediri', file]);
  assert.equal((await place.api('kediri', 'kominfo').record('application', 'APL-7')).must().json.fields.name, 'Antrean');
  await mustRun(['ledger', 'verify', ...place.common]);
  await place.close();
});

test('two servers on one PostgreSQL database serve the same government', { skip: onPostgresql ? false : 'of PostgreSQL only' }, async () => {
  const place = await freshPlace(['kediri']);
  const first = await place.serve();
  const apiOfFirst = place.api('kediri', 'kominfo');
  const second = await place.serve();
  const apiOfSecond = place.api('kediri', 'kominfo');
  const { id } = (await apiOfFirst.create('application', { name: 'Antrean', owner: 'PD-002' })).must().json;
  (await apiOfSecond.change('application', id, { description: 'dari server kedua' })).must();
  assert.equal((await apiOfFirst.record('application', id)).must().json.fields.description, 'dari server kedua');
  await first.stop();
  await second.stop();
  await mustRun(['ledger', 'verify', ...place.common]);
  await place.close();
});

test('a port in use is named', async () => {
  const place = await freshPlace(['kediri']);
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => other.once('listening', done));
  const { port } = other.address();
  await refused(['serve', ...place.common, '--listen', `127.0.0.1:${port}`], [String(port)]);
  other.close();
});

for (const [what, listen] of [['no port', '127.0.0.1'], ['a port too large', '127.0.0.1:99999'], ['a port that is no number', '127.0.0.1:http'], ['an address of another machine', '203.0.113.7:0'], ['no address', 'nowhere.invalid:0']]) {
  test(`an address with ${what} is refused`, async () => {
    const place = await freshPlace(['kediri']);
    await refused(['serve', ...place.common, '--listen', listen], []);
  });
}

test('a folder that holds no governments is named', async () => {
  const folder = await temporaryFolder();
  await refused(['serve', '--data', folder, '--listen', '127.0.0.1:0'], [folder]);
  await refused(['ledger', 'verify', '--data', join(folder, 'missing')], [join(folder, 'missing')]);
  await writeFile(join(folder, 'governments.yaml'), 'governments: [\n');
  await refused(['serve', '--data', folder, '--listen', '127.0.0.1:0'], ['governments.yaml']);
});

test('a government that exists is not made again', async () => {
  const place = await freshPlace(['kediri']);
  await refused(['init', ...place.common, '--regulation', 'kediri-42-2019'], []);
  await refused(['init', ...place.common, '--regulation', 'surabaya-1-2020'], ['surabaya-1-2020', 'kediri-42-2019']);
  await refused(['init', ...place.common, '--regulation', 'blitar-49-2020', '--government', '../luar'], []);
});

test('a database server that is not there is named', async () => {
  const place = await freshPlace(['kediri']);
  await refused(['serve', '--data', place.data, '--database', 'postgresql://pendopo@127.0.0.1:1/none', '--listen', '127.0.0.1:0'], ['127.0.0.1']);
  await refused(['serve', '--data', place.data, '--database', 'mysql://localhost/pendopo', '--listen', '127.0.0.1:0'], []);
});

test('wrong arguments end with exit code 2', async () => {
  for (const args of [[], ['terbang'], ['serve', '--nyala'], ['import', '--data', '/tmp'], ['compliance', '--government', 'kediri', '--format', 'pdf']]) {
    const ended = await pendopo(args);
    assert.equal(ended.code, 2, `${args.join(' ')}: ${ended.err}${ended.out}`);
  }
});
