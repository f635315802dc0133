// Import of a large spreadsheet with validation, ledger, search and rules, beside SQLite's own import of the same file without any of them.

import { join } from 'node:path';
import { freshPlace } from '../../tests/support/governments.mjs';
import { execute, mustRun, temporaryFolder } from '../../tests/support/program.mjs';
import { applicationsCsv, round, scaled, timed } from './common.mjs';

export async function run(figure) {
  const rows = scaled(100_000);
  const folder = await temporaryFolder();
  const csv = join(folder, 'a.csv');
  await applicationsCsv(csv, rows);
  const place = await freshPlace(['kediri']);
  const [idle] = await timed(() => mustRun(['export', ...place.common, '--government', 'kediri', 'agency', join(folder, 'x.csv')]));
  const [took] = await timed(() => mustRun(['import', ...place.common, '--government', 'kediri', 'application', csv]));
  const [raw] = await timed(() => execute('sqlite3', [join(folder, 'raw.db'), 'PRAGMA journal_mode=WAL', 'PRAGMA synchronous=FULL', '.mode csv', `.import ${csv} application`]));
  figure({ what: `import of ${round(rows, 0)} rows, SQLite`, value: `${round(rows / took, 0)} rows/s (${round(took)} s, of them ${round(idle, 2)} s start)`, goal: '15,000 rows/s', reached: rows / took >= 15_000,
    peer: `${round(rows / raw, 0)} rows/s`, peerName: 'sqlite3 .import: no checks, log, index', ratio: `1/${round(took / raw)}` });
  await place.close();
}
