// The program under test: its commands, and servers of it that end with the test.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = resolve(fileURLToPath(new URL('../..', import.meta.url)));
export const program = resolve(process.env.PENDOPO ?? join(project, 'build/release/pendopo'));

const children = new Set();
const folders = new Set();
process.on('exit', () => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => process.exit(130));
}

/** A new folder that is gone when the test program ends. */
export async function temporaryFolder(prefix = 'pendopo-test-', below = tmpdir()) {
  const folder = await mkdtemp(join(below, prefix));
  folders.add(folder);
  return folder;
}

export async function removeFolder(folder) {
  folders.delete(folder);
  await rm(folder, { recursive: true, force: true });
}

/** Starts a program with its output collected; it is killed when the test program ends. */
export function start(command, args, { env = {}, cwd, input } = {}) {
  const child = spawn(command, args, { env: { ...process.env, LC_ALL: 'id_ID.UTF-8', ...env }, cwd });
  children.add(child);
  child.out = '';
  child.err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => { child.out += text; });
  child.stderr.setEncoding('utf8').on('data', (text) => { child.err += text; });
  child.ended = new Promise((done) => {
    child.on('error', (error) => { child.err += error.message; children.delete(child); done({ code: 127, signal: null, out: child.out, err: child.err }); });
    child.on('close', (code, signal) => { children.delete(child); done({ code, signal, out: child.out, err: child.err }); });
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  return child;
}

/** Runs a program to its end. */
export function execute(command, args, options = {}) {
  return start(command, args, options).ended;
}

/** Runs a command of Pendopo to its end. */
export function pendopo(args, options = {}) {
  return execute(program, args, options);
}

/** Runs a command of Pendopo that must succeed; returns its standard output. */
export async function mustRun(args, options = {}) {
  const ended = await pendopo(args, options);
  if (ended.code !== 0) {
    throw new Error(`pendopo ${args.join(' ')} ended with ${ended.code ?? ended.signal}:\n${ended.err}${ended.out}`);
  }
  return ended.out;
}

/** A server on a free port. */
export class Server {
  static async start({ data, database = '', args = [], env = {}, wait = 30_000 }) {
    const server = new Server();
    server.data = data;
    const options = ['serve', '--data', data, ...(args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0'])];
    if (database) {
      options.push('--database', database);
    }
    server.process = start(program, [...options, ...args], { env });
    const deadline = Date.now() + wait;
    for (;;) {
      const found = /(http:\/\/[^\s/]+)\//.exec(server.process.out);
      if (found) {
        server.url = found[1];
        return server;
      }
      const ended = await Promise.race([server.process.ended, new Promise((done) => setTimeout(done, 5, null))]);
      if (ended) {
        throw Object.assign(new Error(`the server ended with ${ended.code ?? ended.signal}: ${ended.err}`), ended);
      }
      if (Date.now() > deadline) {
        server.process.kill('SIGKILL');
        throw new Error(`the server does not come up: ${server.process.err}`);
      }
    }
  }

  get running() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Stops it as an operator would; returns how it ended. */
  async stop() {
    if (this.running) {
      this.process.kill('SIGTERM');
      const timer = setTimeout(() => this.process.kill('SIGKILL'), 20_000);
      await once(this.process, 'close').catch(() => {});
      clearTimeout(timer);
    }
    return this.process.ended;
  }

  /** Ends it as a power cut would. */
  async kill() {
    this.process.kill('SIGKILL');
    return this.process.ended;
  }
}
