// Start with five governments and their sample data, and the memory that the process then holds.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { regulations } from '../../tests/support/governments.mjs';
import { mustRun, Server, temporaryFolder } from '../../tests/support/program.mjs';
import { nginx, percentile, resident, round, timed } from './common.mjs';

export async function run(figure) {
  const data = await temporaryFolder();
  for (const regulation of Object.values(regulations)) {
    const [took] = await timed(() => mustRun(['init', '--data', data, '--regulation', regulation, '--demo']));
    console.error(`  ${regulation} with sample data in ${round(took)} s`);
  }
  const starts = [];
  let memory = 0;
  let busy = 0;
  for (let i = 0; i < 7; ++i) {
    let server;
    const [took] = await timed(async () => {
      server = await Server.start({ data });
      await (await fetch(`${server.url}/healthz`)).text();
    });
    starts.push(took);
    if (i === 6) {
      memory = await resident(server.process.pid);
      for (const slug of Object.keys(regulations)) {
        for (const path of ['', 'regulation', 'conflicts', 'sign-in']) {
          await (await fetch(`${server.url}/${slug}/${path}`)).text();
        }
      }
      busy = await resident(server.process.pid);
    }
    await server.stop();
  }
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'index.html'), 'halo');
  const [peerStart, peer] = await timed(() => nginx(folder));
  const children = (await readFile(`/proc/${peer.child.pid}/task/${peer.child.pid}/children`, 'utf8')).trim().split(' ').filter(Boolean);
  let peerMemory = await resident(peer.child.pid);
  for (const child of children) {
    peerMemory += await resident(child);
  }
  await peer.stop();
  figure({ what: 'start with five governments', value: `${round(percentile(starts, 0.5), 3)} s median of 7`, goal: '0.5 s', reached: percentile(starts, 0.5) <= 0.5, peer: `${round(peerStart, 3)} s`, peerName: 'nginx, an empty page' });
  figure({ what: 'resident memory after start', value: `${round(memory, 0)} MiB`, goal: '120 MiB', reached: memory <= 120, peer: `${round(peerMemory, 0)} MiB`, peerName: 'nginx, three processes' });
  figure({ what: 'resident memory after judging all five', value: `${round(busy, 0)} MiB`, goal: '', peer: `${round(peerMemory, 0)} MiB`, peerName: 'nginx, three processes' });
}
