// What the parts of the bench share: timing, large registers, load, peers.

import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { execute, temporaryFolder } from '../../tests/support/program.mjs';

export const scale = Number(process.env.PENDOPO_BENCH_SCALE ?? 1);
export const scaled = (count) => Math.max(1_000, Math.round(count * scale));
export const round = (value, digits = 1) => Number(value.toFixed(digits)).toLocaleString('en-US');

/** Seconds that something takes, and its result. */
export async function timed(work) {
  const began = process.hrtime.bigint();
  const result = await work();
  return [Number(process.hrtime.bigint() - began) / 1e9, result];
}

export function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

const words = ['layanan', 'perizinan', 'kesehatan', 'antrean', 'retribusi', 'kepegawaian', 'arsip', 'pengaduan', 'pendidikan', 'keuangan', 'pasar', 'terminal', 'parkir',
  'reklame', 'puskesmas', 'bantuan', 'sosial', 'penduduk', 'pajak', 'aset', 'jalan', 'sampah', 'air', 'wisata', 'pustaka', 'statistik', 'kinerja', 'rencana', 'anggaran', 'audit'];
const pick = (list, seed) => list[seed % list.length];

/** A CSV of applications, as an inventory has them. */
export async function applicationsCsv(file, count, agencies = ['PD-001', 'PD-002', 'PD-003', 'PD-004', 'PD-005', 'PD-006']) {
  const stream = createWriteStream(file);
  stream.write('id,name,owner,kind,description,launched_year,licence_kind,user_count,state\n');
  for (let i = 0; i < count; ++i) {
    const mix = Math.imul(i, 2_654_435_761) >>> 0;
    const name = `Aplikasi ${pick(words, mix)} ${pick(words, mix >>> 5)} ${i}`;
    const row = [`B-${i}`, name, pick(agencies, mix >>> 3), pick(['common', 'special', 'connector'], mix >>> 7), `Sistem ${pick(words, mix >>> 9)} untuk ${pick(words, mix >>> 13)} dan ${pick(words, mix >>> 17)}`,
      2005 + (mix % 20), pick(['open', 'closed'], mix >>> 11), mix % 5_000, pick(['draft', 'active', 'active', 'ended'], mix >>> 6)];
    if (!stream.write(`${row.join(',')}\n`)) {
      await once(stream, 'drain');
    }
  }
  stream.end();
  await once(stream, 'close');
}

/** Answers of one address, one after another on one connection, each made anew: milliseconds each. */
export async function latencies(url, headers, count) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const once_ = () => new Promise((done, failed) => {
    const began = process.hrtime.bigint();
    http.get(url, { agent, headers: { ...headers, 'x-anew': `${process.hrtime.bigint()}` } }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? done(Number(process.hrtime.bigint() - began) / 1e6) : failed(new Error(`${url}: ${response.statusCode}`))));
    }).on('error', failed);
  });
  const all = [];
  for (let i = 0; i < count + 20; ++i) {
    const took = await once_();
    if (i >= 20) {
      all.push(took);
    }
  }
  agent.destroy();
  return all;
}

/**
 * Answers per second under wrk, with as many threads as cores. With `anew` every request differs from all others in a header that nobody knows, so that no
 * answer kept from before fits.
 */
export async function perSecond(url, headers = {}, { connections = 32, seconds = 8, anew = false } = {}) {
  const args = ['-t2', `-c${connections}`, `-d${seconds}s`, '--latency'];
  if (anew) {
    const script = join(await temporaryFolder(), 'anew.lua');
    await writeFile(script, `local threads = 0
function setup(thread) threads = threads + 1; thread:set("own", threads) end
local count = 0
function request() count = count + 1; wrk.headers["X-Anew"] = own .. "-" .. count; return wrk.format() end
`);
    args.push('-s', script);
  }
  for (const [name, value] of Object.entries(headers)) {
    args.push('-H', `${name}: ${value}`);
  }
  const ended = await execute('wrk', [...args, url]);
  const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(ended.out)?.[1] ?? 0);
  const bad = /Non-2xx or 3xx responses: (\d+)/.exec(ended.out)?.[1];
  if (bad || rate === 0) {
    throw new Error(`wrk ${url}: ${ended.out}${ended.err}`);
  }
  return rate;
}

/** nginx with a worker per core, serving files of a folder. */
export async function nginx(folder) {
  const place = await temporaryFolder('pendopo-nginx-', '/tmp');
  await execute('chmod', ['755', place, folder]);
  const { start } = await import('../../tests/support/program.mjs');
  const { createServer } = await import('node:net');
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  const file = join(place, 'nginx.conf');
  await writeFile(file, `daemon off; user root; worker_processes 2; pid ${place}/pid; error_log ${place}/error.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path ${place}/a; proxy_temp_path ${place}/b; fastcgi_temp_path ${place}/c; uwsgi_temp_path ${place}/d; scgi_temp_path ${place}/e;
  server { listen 127.0.0.1:${port}; root ${folder}; } }\n`);
  const child = start('nginx', ['-e', join(place, 'error.log'), '-c', file]);
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200; ++i) {
    if (await fetch(url).then(() => true, () => false)) {
      return { url, child, stop: async () => { child.kill('SIGTERM'); await child.ended; } };
    }
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`nginx does not come up: ${child.err}`);
}

/** Resident memory of a process in MiB. */
export async function resident(pid) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s*(\d+)/.exec(text)[1]) / 1024;
}
