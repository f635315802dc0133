// Edits behind the product's back, made with the database's own client: each is found and named by `pendopo ledger verify`.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { databaseUrl, forgetTemplates, freshPlace, onPostgresql } from '../support/governments.mjs';
import { execute, pendopo } from '../support/program.mjs';

const english = { env: { LC_ALL: 'en_US.UTF-8' } };
let ids;

/** Three applications with a history, a service with parts, and nobody serving. */
async function prepared() {
  const place = await freshPlace(['kediri']);
  const server = await place.serve();
  const api = place.api('kediri', 'kominfo');
  ids = [];
  for (const name of ['Antrean', 'Retribusi', 'Perizinan']) {
    const { id } = (await api.create('application', {
      name, owner: 'PD-002', description: 'awal', controls: [{ item: 'classification', text: 'Terbatas' }], users: ['public', 'government'],
    })).must().json;
    (await api.change('application', id, { description: 'sesudah' })).must();
    ids.push(id);
  }
  await server.stop();
  place.server = undefined;
  return place;
}

async function tamper(place, statement) {
  const ended = onPostgresql
    ? await execute('psql', ['-q', '-X', '-v', 'ON_ERROR_STOP=1', databaseUrl(place.database), '-c', 'SET search_path TO kediri', '-c', statement])
    : await execute('sqlite3', [join(place.data, 'kediri', 'pendopo.db'), statement]);
  assert.equal(ended.code, 0, ended.err);
}

const verify = (place) => pendopo(['ledger', 'verify', ...place.common, '--government', 'kediri'], english);

before(async () => {
  const place = await prepared();
  const ended = await verify(place);
  assert.equal(ended.code, 0, ended.err + ended.out);
  await place.close();
});
after(forgetTemplates);

for (const [what, statement, ...names] of [
  ['a record changed', () => `UPDATE application SET description = 'diam-diam' WHERE id = '${ids[0]}'`, () => ids[0], () => 'description'],
  ['a record given to another agency', () => `UPDATE application SET owner = 'PD-003' WHERE id = '${ids[1]}'`, () => ids[1], () => 'owner'],
  ['a record moved to another state', () => `UPDATE application SET state = 'active' WHERE id = '${ids[0]}'`, () => ids[0]],
  ['a record deleted', () => `DELETE FROM application__controls WHERE _record = '${ids[2]}'; DELETE FROM application__users WHERE _record = '${ids[2]}'; DELETE FROM application WHERE id = '${ids[2]}'`, () => ids[2]],
  ['a part of a record changed', () => `UPDATE application__controls SET text = 'Terbuka' WHERE _record = '${ids[0]}'`, () => ids[0]],
  ['a value of many removed', () => `DELETE FROM application__users WHERE _record = '${ids[0]}'`, () => ids[0]],
  ['an agency renamed', () => "UPDATE agency SET name = 'Dinas Lain' WHERE id = 'PD-002'", () => 'PD-002'],
  ['an entry reworded', () => `UPDATE ledger SET changes = replace(changes, 'sesudah', 'lain') WHERE record = '${ids[0]}' AND action = 'update'`, () => 'ledger'],
  ['an entry laid to another account', () => `UPDATE ledger SET actor = 'dinkes' WHERE record = '${ids[0]}' AND action = 'update'`, () => 'ledger'],
  ['an entry moved in time', () => `UPDATE ledger SET at = '2020-01-01T00:00:00.000Z' WHERE record = '${ids[1]}' AND action = 'create'`, () => 'ledger'],
  ['an entry deleted', () => `DELETE FROM ledger WHERE record = '${ids[1]}' AND action = 'update'`, () => 'ledger'],
  ['the last entries deleted', () => `DELETE FROM ledger WHERE record = '${ids[2]}'`, () => 'ledger'],
  ['an account given more power', () => "UPDATE account SET role = 'administrator' WHERE id = 'dinkes'", () => 'dinkes'],
]) {
  test(`${what} is found and named`, async () => {
    const place = await prepared();
    await tamper(place, statement());
    const ended = await verify(place);
    assert.equal(ended.code, 1, ended.out + ended.err);
    for (const name of names) {
      assert.ok(ended.out.includes(name()), `"${name()}" is not named: ${ended.out}`);
    }
    await place.close();
  });
}

test('a record slipped in is found and named', async () => {
  const place = await prepared();
  const columns = onPostgresql
    ? await execute('psql', ['-q', '-X', '-A', '-t', databaseUrl(place.database), '-c', "SELECT column_name FROM information_schema.columns WHERE table_schema = 'kediri' AND table_name = 'application' AND is_identity = 'NO' AND column_default IS NULL"])
    : await execute('sqlite3', [join(place.data, 'kediri', 'pendopo.db'), "SELECT name FROM pragma_table_info('application') WHERE name NOT LIKE '\\_%' ESCAPE '\\'"]);
  const names = columns.out.trim().split('\n').filter((name) => !name.startsWith('_'));
  const chosen = names.map((name) => (name === 'id' ? "'APL-SELUNDUPAN'" : name === 'name' ? "'Selundupan'" : `"${name}"`));
  await tamper(place, `INSERT INTO application (${names.map((name) => `"${name}"`).join(', ')}) SELECT ${chosen.join(', ')} FROM application WHERE id = '${ids[0]}'`);
  const ended = await verify(place);
  assert.equal(ended.code, 1, ended.out + ended.err);
  assert.match(ended.out, /APL-SELUNDUPAN/);
  await place.close();
});

test('the findings of several edits are all told', async () => {
  const place = await prepared();
  await tamper(place, `UPDATE application SET description = 'diam-diam' WHERE id IN ('${ids[0]}', '${ids[1]}')`);
  const ended = await verify(place);
  assert.equal(ended.code, 1);
  assert.ok(ended.out.includes(ids[0]) && ended.out.includes(ids[1]), ended.out);
  assert.ok(!ended.out.includes(ids[2]), ended.out);
  await place.close();
});
