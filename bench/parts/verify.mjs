// The whole ledger checked: every entry hashed anew and every record compared. The peer hashes the same bytes and compares nothing.

import { join } from 'node:path';
import { freshPlace } from '../../tests/support/governments.mjs';
import { execute, mustRun, temporaryFolder } from '../../tests/support/program.mjs';
import { applicationsCsv, round, scaled, timed } from './common.mjs';
import { large } from './lists.mjs';

export async function run(figure) {
  let { place, count } = large;
  if (!place) {
    count = scaled(1_000_000);
    place = await freshPlace(['kediri']);
    const csv = join(await temporaryFolder(), 'a.csv');
    await applicationsCsv(csv, count);
    await mustRun(['import', ...place.common, '--government', 'kediri', 'application', csv]);
  }
  const [took, said] = await timed(() => mustRun(['ledger', 'verify', ...place.common, '--government', 'kediri']));
  const entries = Number(/([\d.]+) catatan/.exec(said)[1]);
  const [raw] = await timed(() => execute('bash', ['-c', 'sqlite3 "$1" "SELECT * FROM ledger" | sha256sum', 'hash', join(place.data, 'kediri', 'pendopo.db')]));
  figure({ what: `ledger verify, ${round(entries, 0)} entries and their records`, value: `${round(took)} s`, goal: '20 s per 1,000,000', reached: took <= 20 * Math.max(1, entries / 1_000_000),
    peer: `${round(raw)} s`, peerName: 'sqlite3 | sha256sum of the log alone', ratio: `${round(took / raw, 2)}x` });
  await place.close();
}
