// A list page of a register with a filter, a sort and a search: of 1,000,000 records beside the same page of 1,000.

import { join } from 'node:path';
import { freshPlace } from '../../tests/support/governments.mjs';
import { mustRun, temporaryFolder } from '../../tests/support/program.mjs';
import { applicationsCsv, latencies, percentile, round, scaled, timed } from './common.mjs';

const pages = {
  'no condition': '',
  'filter and sort': 'state=active&sort=-launched_year',
  search: 'q=perizinan',
  'filter, sort and search': 'kind=special&sort=name&q=kesehatan+pasar',
};

async function measure(count) {
  const place = await freshPlace(['kediri']);
  const csv = join(await temporaryFolder(), 'a.csv');
  await applicationsCsv(csv, count);
  const [took] = await timed(() => mustRun(['import', ...place.common, '--government', 'kediri', 'application', csv]));
  console.error(`  ${count} records imported in ${round(took)} s`);
  await place.serve();
  const api = place.api('kediri', 'kominfo');
  const headers = { authorization: `Bearer ${api.token}` };
  const found = {};
  for (const [name, query] of Object.entries(pages)) {
    found[`page: ${name}`] = await latencies(`${api.address}/registers/application?${query}`, headers, 300);
    found[`JSON: ${name}`] = await latencies(`${api.address}/api/v1/records/application?${query}`, headers, 300);
  }
  // Far into the list: keyset paging goes on where it stands.
  let cursor = '';
  for (let i = 0; i < 20; ++i) {
    const { next } = (await api.get(`records/application?limit=200&sort=name${cursor && `&after=${encodeURIComponent(cursor)}`}`)).must().json;
    if (!next) {
      break;
    }
    cursor = next;
  }
  if (cursor) {
    found['JSON: far page'] = await latencies(`${api.address}/api/v1/records/application?sort=name&after=${encodeURIComponent(cursor)}`, headers, 300);
  }
  await place.server.stop();
  place.server = undefined;
  return { place, found };
}

/** The large government stays for the part that verifies its ledger. */
export const large = { place: null, count: 0 };

export async function run(figure) {
  const count = scaled(1_000_000);
  const small = await measure(1_000);
  await small.place.close();
  const big = await measure(count);
  Object.assign(large, { place: big.place, count });
  for (const [name, values] of Object.entries(big.found)) {
    const [one, other] = [percentile(values, 0.99), small.found[name] ? percentile(small.found[name], 0.99) : undefined];
    figure({ what: `${name}, ${round(count, 0)} records, p99`, value: `${round(one, 1)} ms`, goal: 'at most 2x of 1,000', reached: other === undefined ? undefined : one <= 2 * other,
      peer: other === undefined ? '' : `${round(other, 1)} ms`, peerName: 'itself at 1,000 records', ratio: other === undefined ? '' : `${round(one / other, 2)}x` });
  }
}
