// The answer to "which norm is met" over a large government: all of it, and after one change. The peer answers one norm with a query of its own.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshPlace } from '../../tests/support/governments.mjs';
import { execute, mustRun, project, temporaryFolder } from '../../tests/support/program.mjs';
import { applicationsCsv, percentile, round, scaled, timed } from './common.mjs';

/** The judge alone, in memory, over records of every register and each of the five regulations. */
async function inMemory(figure) {
  const ended = await execute(join(project, 'build/release/bench/bench_law'), ['--records', String(scaled(100_000))]);
  const rows = ended.out.split('\n').map((line) => line.trim().split(/\s+/)).filter(([name]) => /-\d{4}$/.test(name));
  if (rows.length === 0) {
    throw new Error(`bench_law: ${ended.err}${ended.out}`);
  }
  const worst = (column) => rows.reduce((most, row) => (Number(row[column]) > Number(most[column]) ? row : most));
  const [full, change] = [worst(4), worst(6)];
  figure({ what: `judging alone, ${round(Number(full[1]), 0)} records of every register, slowest of five laws`, value: `${round(Number(full[4]), 0)} ms (${full[0]})`, goal: '2 s', reached: Number(full[4]) <= 2_000 });
  figure({ what: 'judging alone after one change, slowest of five laws', value: `${round(Number(change[5]), 2)} ms median, ${round(Number(change[6]), 2)} ms p99 (${change[0]})`, goal: '10 ms', reached: Number(change[6]) <= 10 });
}

export async function run(figure) {
  await inMemory(figure);
  const place = await freshPlace(['kediri']);
  const folder = await temporaryFolder();
  const agencies = Array.from({ length: 60 }, (_, i) => `OPD-${i}`);
  const file = join(folder, 'agencies.jsonl');
  await writeFile(file, agencies.map((id) => JSON.stringify({ register: 'agency', id, name: `Perangkat daerah ${id}`, function: 'service' })).join('\n'));
  await mustRun(['import', ...place.common, '--government', 'kediri', file]);

  const applications = scaled(50_000);
  const csv = join(folder, 'applications.csv');
  await applicationsCsv(csv, applications, agencies);
  await mustRun(['import', ...place.common, '--government', 'kediri', 'application', csv]);
  const releases = join(folder, 'releases.jsonl');
  await writeFile(releases, Array.from({ length: applications }, (_, i) => JSON.stringify({
    register: 'release', id: `R-${i}`, name: `Rilis ${i}`, application: `B-${i}`, state: 'tested', tested_on: '2025-06-01',
    documents: (i % 3 ? ['requirements', 'design', 'user_manual', 'source_code'] : ['requirements']).map((item) => ({ item, text: 'ada' })),
  })).join('\n'));
  await mustRun(['import', ...place.common, '--government', 'kediri', releases]);

  await place.serve();
  const api = place.api('kediri', 'kominfo');
  const ask = () => api.get('compliance?norm=24/2&limit=1').then((answer) => answer.must().json);
  const [full, first] = await timed(ask);
  const changes = [];
  for (let i = 0; i < 30; ++i) {
    (await api.change('release', `R-${i * 7}`, { changes: `perubahan ${i}`, documents: [{ item: 'requirements', text: `v${i}` }] })).must();
    const [took] = await timed(ask);
    changes.push(took * 1_000);
  }
  const metrics = await (await fetch(`${place.server.url}/metrics`)).text();
  await place.server.stop();
  place.server = undefined;

  const query = "SELECT count(*) FROM release r WHERE r.state IN ('tested','handed_over','production') AND (SELECT count(DISTINCT item) FROM release__documents d WHERE d.id = r.id AND item IN ('requirements','design','user_manual','source_code')) < 4";
  const [one, peer] = await timed(() => execute('sqlite3', [join(place.data, 'kediri', 'pendopo.db'), query]));
  const peerText = peer.code === 0 ? `${round(one, 2)} s` : 'n/a';
  const said = (name) => /[\d.eE+-]+$/.exec(new RegExp(`^${name}.*$`, 'm').exec(metrics)?.[0] ?? '')?.[0];
  const judged = said('pendopo_compliance_full_seconds');
  figure({ what: `compliance, 60 agencies, ${round(2 * applications + 66, 0)} records, full`, value: `${round(full, 2)} s from the first question${judged ? `, judging ${round(Number(judged), 2)} s` : ''}`, goal: '2 s', reached: full <= 2,
    peer: peerText, peerName: 'one SQL query for one of the norms', ratio: `${first.total} lines of that norm` });
  figure({ what: 'compliance after one change', value: `${round(percentile(changes, 0.5), 1)} ms median, ${round(percentile(changes, 0.95), 1)} ms p95 (HTTP included)`, goal: '10 ms', reached: percentile(changes, 0.95) <= 10,
    peer: peerText, peerName: 'the same query again' });
  await place.close();
}
