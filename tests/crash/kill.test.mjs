// The server is killed at any moment under concurrent changes: what it acknowledged is there afterwards, and the ledger is whole.
// PENDOPO_CRASH_ROUNDS sets how often.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { forgetTemplates, freshPlace } from '../support/governments.mjs';
import { mustRun } from '../support/program.mjs';

const rounds = Number(process.env.PENDOPO_CRASH_ROUNDS ?? 6);
const writers = 8;
const seed = Number(process.env.PENDOPO_CRASH_SEED ?? Date.now() % 1_000_000);

/** The same moments for the same seed. */
function random() {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

/** One writer: creates applications and changes them again and again, noting what was acknowledged and what was only asked. */
async function write(api, writer, round, known, stop) {
  for (let turn = 0; !stop.now; ++turn) {
    const name = `Aplikasi ${round}-${writer}-${turn}`;
    const record = { name, asked: ['Awal'], acknowledged: null, id: null };
    try {
      const made = (await api.create('application', { name, owner: 'PD-002', description: 'Awal' })).must();
      record.id = made.json.id;
      record.acknowledged = 'Awal';
      known.push(record);
      for (let change = 0; change < 5 && !stop.now; ++change) {
        const text = `Perubahan ${change}`;
        record.asked = [record.acknowledged, text];
        (await api.change('application', record.id, { description: text })).must();
        record.acknowledged = text;
        record.asked = [text];
      }
    } catch (error) {
      if (!stop.now) {
        throw error;
      }
      return;
    }
  }
}

async function checkAll(api, known) {
  for (const record of known) {
    const found = await api.record('application', record.id);
    assert.equal(found.status, 200, `${record.id} was acknowledged and is gone`);
    assert.equal(found.json.fields.name, record.name);
    assert.ok(record.asked.includes(found.json.fields.description),
      `${record.id}: "${found.json.fields.description}" instead of one of ${JSON.stringify(record.asked)}`);
    record.acknowledged = found.json.fields.description;
    record.asked = [record.acknowledged];
  }
}

after(forgetTemplates);

test(`nothing acknowledged is lost in ${rounds} kills (seed ${seed})`, { timeout: rounds * 60_000 + 120_000 }, async () => {
  const place = await freshPlace(['kediri']);
  const next = random();
  const known = [];
  for (let round = 0; round < rounds; ++round) {
    const server = await place.serve();
    const api = place.api('kediri', 'kominfo');
    await checkAll(api, known.slice(-400));
    const stop = { now: false };
    const work = Array.from({ length: writers }, (_, writer) => write(api, writer, round, known, stop));
    await new Promise((done) => setTimeout(done, 100 + next() * 1_500));
    stop.now = true;
    const ended = await server.kill();
    assert.equal(ended.signal, 'SIGKILL', `the server ended by itself: ${ended.err}`);
    await Promise.all(work);
  }
  await place.serve();
  await checkAll(place.api('kediri', 'kominfo'), known);
  const said = await mustRun(['ledger', 'verify', ...place.common]);
  assert.match(said, /utuh/);
  assert.ok(known.length >= rounds, `only ${known.length} records were written`);
  await place.close();
});

test('a server that is asked to stop finishes what it has begun', async () => {
  const place = await freshPlace(['kediri']);
  const server = await place.serve();
  const api = place.api('kediri', 'kominfo');
  const known = [];
  const stop = { now: false };
  const work = Array.from({ length: writers }, (_, writer) => write(api, writer, 0, known, stop));
  await new Promise((done) => setTimeout(done, 400));
  stop.now = true;
  const ended = await server.stop();
  assert.equal(ended.code, 0, ended.err);
  await Promise.all(work);
  await place.serve();
  await checkAll(place.api('kediri', 'kominfo'), known);
  await place.close();
});
