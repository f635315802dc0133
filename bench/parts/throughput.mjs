// Pages and JSON lists per second, beside nginx serving the same bytes as a static file.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshPlace } from '../../tests/support/governments.mjs';
import { mustRun, temporaryFolder } from '../../tests/support/program.mjs';
import { applicationsCsv, nginx, perSecond, round } from './common.mjs';

export async function run(figure) {
  const place = await freshPlace(['kediri']);
  const folder = await temporaryFolder();
  await applicationsCsv(join(folder, 'a.csv'), 1_000);
  await mustRun(['import', ...place.common, '--government', 'kediri', 'application', join(folder, 'a.csv')]);
  await place.serve();
  const api = place.api('kediri', 'kominfo');
  const authorization = `Bearer ${api.token}`;
  const addresses = {
    page: `${api.address}/registers/application`,
    json: `${api.address}/api/v1/records/application?limit=50`,
  };
  const measured = {};
  for (const [kind, url] of Object.entries(addresses)) {
    const response = await fetch(url, { headers: { authorization } });
    await writeFile(join(folder, `${kind}.html`), Buffer.from(await response.arrayBuffer()));
    measured[kind] = await perSecond(url, { Authorization: authorization });
    measured[`${kind}Anew`] = await perSecond(url, { Authorization: authorization }, { anew: true });
  }
  await place.close();
  const peer = await nginx(folder);
  for (const kind of Object.keys(addresses)) {
    measured[`${kind}Peer`] = await perSecond(`${peer.url}/${kind}.html`);
  }
  await peer.stop();
  const row = (kind, what, least, part) => {
    const ratio = measured[kind] / measured[`${kind}Peer`];
    figure({ what, value: `${round(measured[kind], 0)}/s`, goal: `${round(least, 0)}/s, 1/${Math.round(1 / part)} of nginx`, reached: measured[kind] >= least && ratio >= part,
      peer: `${round(measured[`${kind}Peer`], 0)}/s`, peerName: 'nginx, same bytes as a file', ratio: `1/${round(1 / ratio, 1)}` });
  };
  const anew = (kind, what) => figure({ what, value: `${round(measured[`${kind}Anew`], 0)}/s`, goal: '', peer: `${round(measured[`${kind}Peer`], 0)}/s`,
    peerName: 'nginx, same bytes as a file', ratio: `1/${round(measured[`${kind}Peer`] / measured[`${kind}Anew`], 1)}` });
  row('page', 'list pages (50 rows), data unchanged', 1_500, 1 / 15);
  anew('page', 'list pages (50 rows), each made anew');
  row('json', 'JSON lists (50 records), data unchanged', 4_000, 1 / 6);
  anew('json', 'JSON lists (50 records), each made anew');
}
