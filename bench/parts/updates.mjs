// Durable changes of single records by 16 writers, with history and ledger, beside the same rows written straight to the database.

import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUrl, freshPlace, Place, sql } from '../../tests/support/governments.mjs';
import { execute, mustRun, project, temporaryFolder } from '../../tests/support/program.mjs';
import { Api } from '../../tests/support/api.mjs';
import { applicationsCsv, percentile, round } from './common.mjs';

const program = join(project, 'build/release/bench/bench_updates');
const writers = 16;
const seconds = 5;

async function rateOf(command, args) {
  const ended = await execute(command, args);
  if (ended.code !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${ended.err}`);
  }
  return ended.out;
}

/** Changes through the JSON API, 16 connections. */
async function overHttp(place) {
  await place.serve();
  const api = place.api('kediri', 'kominfo');
  const { records } = (await api.get('records/application?limit=200')).must().json;
  const until = Date.now() + seconds * 1_000;
  let done = 0;
  await Promise.all(Array.from({ length: writers }, async (_, writer) => {
    const own = new Api(api.address, api.token);
    for (let turn = 0; Date.now() < until; ++turn) {
      (await own.change('application', records[(turn * writers + writer) % records.length].id, { description: `Uraian ke-${turn} oleh penulis ${writer} dengan kalimat yang biasa.` })).must();
      ++done;
    }
  }));
  await place.server.stop();
  place.server = undefined;
  return done / seconds;
}

async function onSqlite(figure, csv) {
  const place = await freshPlace(['kediri']);
  await mustRun(['import', ...place.common, '--government', 'kediri', 'application', csv]);
  const copy = join(await temporaryFolder(), 'raw.db');
  await copyFile(join(place.data, 'kediri', 'pendopo.db'), copy);
  // In turns, and the middle of each: the speed of a disk wanders.
  const rates = { ours: [], raw: [], alone: [] };
  const rate = async (args) => JSON.parse(await rateOf(program, args)).rate;
  for (let round_ = 0; round_ < 3; ++round_) {
    rates.ours.push(await rate(['pendopo', place.data, 'kediri', 'kediri-42-2019', String(writers), String(seconds)]));
    rates.raw.push(await rate(['sqlite', copy, String(writers), String(seconds)]));
    rates.alone.push(await rate(['sqlite', copy, '1', String(seconds)]));
  }
  const [ours, raw, alone] = Object.values(rates).map((values) => percentile(values, 0.5));
  const http = await overHttp(place);
  const best = Math.max(raw, alone);
  figure({ what: `updates, ${writers} writers, SQLite`, value: `${round(ours, 0)}/s`, goal: '60 % of raw', reached: ours >= 0.6 * best, peer: `${round(best, 0)}/s`,
    peerName: `raw SQLite, update + log row (1 writer ${round(alone, 0)}, ${writers} writers ${round(raw, 0)})`, ratio: `${round(100 * ours / best, 0)} %` });
  figure({ what: `the same through the JSON API`, value: `${round(http, 0)}/s`, goal: '', peer: `${round(best, 0)}/s`, peerName: 'raw SQLite; the client shares the cores', ratio: `${round(100 * http / best, 0)} %` });
  await place.close();
}

async function onPostgresql(figure, csv) {
  const database = `pendopo_bench_${process.pid}`;
  await sql(`CREATE DATABASE "${database}"`);
  const data = await temporaryFolder();
  const url = databaseUrl(database);
  const common = ['--data', data, '--database', url];
  await mustRun(['init', ...common, '--regulation', 'kediri-42-2019']);
  const agencies = join(data, 'agencies.jsonl');
  await writeFile(agencies, ['PD-001', 'PD-002', 'PD-003', 'PD-004', 'PD-005', 'PD-006'].map((id) => JSON.stringify({ register: 'agency', id, name: `Perangkat daerah ${id}` })).join('\n'));
  await mustRun(['import', ...common, '--government', 'kediri', agencies]);
  await mustRun(['import', ...common, '--government', 'kediri', 'application', csv]);
  const ours = JSON.parse(await rateOf(program, ['pendopo', data, 'kediri', 'kediri-42-2019', String(writers), String(seconds), url])).rate;

  const run = async (statement) => {
    const ended = await execute('psql', ['-q', '-X', '-v', 'ON_ERROR_STOP=1', url, '-c', statement]);
    if (ended.code !== 0) {
      throw new Error(ended.err);
    }
  };
  await run('CREATE SCHEMA raw; CREATE TABLE raw.application (LIKE kediri.application INCLUDING ALL); INSERT INTO raw.application SELECT * FROM kediri.application; '
    + 'CREATE TABLE raw.ledger (LIKE kediri.ledger INCLUDING ALL); CREATE SEQUENCE raw.next; ANALYZE');
  const script = join(data, 'script.sql');
  await writeFile(script, `\\set n random(0, 199)
BEGIN;
UPDATE raw.application SET description = 'Uraian baru dengan kalimat sepanjang yang biasa ditulis petugas tentang aplikasinya.', version = version + 1 WHERE id = 'B-' || :n;
INSERT INTO raw.ledger(sequence, at, actor, behalf, action, subject, record, version, digest, changes, note, leaf)
 VALUES (nextval('raw.next'), '2026-01-01T00:00:00.000Z', 'bench', 'ict_agency', 'update', 'application', 'B-' || :n, 2, repeat('a', 64), '{"description":["Uraian lama dengan kalimat sepanjang yang biasa","Uraian baru dengan kalimat"]}', '', repeat('a', 64));
COMMIT;
`);
  const said = await rateOf('/usr/lib/postgresql/15/bin/pgbench', ['-n', '-c', String(writers), '-j', '2', '-T', String(seconds), '-M', 'prepared', '-f', script, url]);
  const raw = Number(/tps = ([\d.]+)/.exec(said)[1]);
  figure({ what: `updates, ${writers} writers, PostgreSQL`, value: `${round(ours, 0)}/s`, goal: '60 % of raw', reached: ours >= 0.6 * raw, peer: `${round(raw, 0)}/s`,
    peerName: `pgbench, update + log row, ${writers} clients`, ratio: `${round(100 * ours / raw, 0)} %` });
  await new Place(data, database, {}).close();
}

export async function run(figure) {
  const csv = join(await temporaryFolder(), 'a.csv');
  await applicationsCsv(csv, 1_000);
  await onSqlite(figure, csv);
  await onPostgresql(figure, csv);
}
