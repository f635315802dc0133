// Small governments with the same cast: made once per regulation, then copied, so that every test starts from an untouched one.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from './api.mjs';
import { execute, mustRun, Server, temporaryFolder } from './program.mjs';

export const regulations = {
  madiun: 'madiun-41-2023',
  kediri: 'kediri-42-2019',
  banjarbaru: 'banjarbaru-5-2022',
  sumenep: 'sumenep-39-2023',
  blitar: 'blitar-49-2020',
};

export const regionNames = {
  madiun: 'Kota Madiun',
  kediri: 'Kota Kediri',
  banjarbaru: 'Kota Banjarbaru',
  sumenep: 'Kabupaten Sumenep',
  blitar: 'Kota Blitar',
};

export const agencies = [
  { id: 'PD-001', name: 'Dinas Komunikasi dan Informatika', short_name: 'Diskominfo', function: 'ict_agency', form: 'office' },
  { id: 'PD-002', name: 'Dinas Kesehatan', short_name: 'Dinkes', function: 'service', form: 'office' },
  { id: 'PD-003', name: 'Dinas Perhubungan', short_name: 'Dishub', function: 'service', form: 'office' },
  { id: 'PD-004', name: 'Sekretariat Daerah', short_name: 'Setda', function: 'secretary', form: 'secretariat' },
  { id: 'PD-005', name: 'Inspektorat Daerah', short_name: 'Inspektorat', function: 'inspectorate', form: 'inspectorate' },
  { id: 'PD-006', name: 'Badan Perencanaan Pembangunan Daerah', short_name: 'Bappeda', function: 'planning_agency', form: 'board' },
];

/** Account -> what the scenarios call the person, role and office. */
export const people = {
  kominfo: { called: 'petugas Dinas Kominfo', name: 'Rina Wulandari', role: 'ict_officer', agency: 'PD-001', office: 'ict_agency' },
  dinkes: { called: 'petugas Dinas Kesehatan', name: 'Bambang Sutrisno', role: 'agency_officer', agency: 'PD-002' },
  kadinkes: { called: 'kepala Dinas Kesehatan', name: 'dr. Siti Aminah', role: 'agency_head', agency: 'PD-002' },
  dishub: { called: 'petugas Dinas Perhubungan', name: 'Yusuf Maulana', role: 'agency_officer', agency: 'PD-003' },
  kepala: { called: 'kepala daerah', name: 'Kepala Daerah', role: 'executive', office: 'head_of_region' },
  auditor: { called: 'auditor', name: 'Dewi Lestari', role: 'auditor', agency: 'PD-005', office: 'inspectorate' },
};

export const password = 'pendopo-agung-tiga-pilar';

export const onPostgresql = process.env.PENDOPO_TEST_DATABASE === 'postgresql';
if (onPostgresql && !process.env.PENDOPO_TEST_POSTGRESQL) {
  throw new Error('PENDOPO_TEST_DATABASE=postgresql needs a server: tools/with_postgresql COMMAND...');
}

/** Address of a database of the test server. */
export function databaseUrl(name) {
  const url = new URL(process.env.PENDOPO_TEST_POSTGRESQL);
  url.pathname = `/${name}`;
  return url.href;
}

export async function sql(statement) {
  const ended = await execute('psql', ['-q', '-X', '-v', 'ON_ERROR_STOP=1', process.env.PENDOPO_TEST_POSTGRESQL, '-c', statement]);
  if (ended.code !== 0) {
    throw new Error(`psql: ${ended.err}`);
  }
}

let databases = 0;
const unique = () => `pendopo_${process.pid}_${++databases}`;

const templates = new Map();

/** Makes a government with its agencies and accounts; gives what is needed to copy it. */
async function build(slug) {
  const data = await temporaryFolder('pendopo-template-');
  const database = onPostgresql ? unique() : '';
  if (database) {
    await sql(`CREATE DATABASE "${database}"`);
  }
  const common = ['--data', data, ...(database ? ['--database', databaseUrl(database)] : [])];
  const said = await mustRun(['init', ...common, '--regulation', regulations[slug]]);
  const adminPassword = /admin dengan kata sandi (\S+)\. /.exec(said)?.[1];
  const lines = agencies.map((agency) => JSON.stringify({ register: 'agency', ...agency })).join('\n');
  const file = join(data, 'agencies.jsonl');
  await writeFile(file, `${lines}\n`);
  await mustRun(['import', ...common, '--government', slug, file]);
  const tokens = {};
  for (const [id, person] of Object.entries(people)) {
    const options = ['--name', person.name, '--role', person.role];
    if (person.agency) {
      options.push('--agency', person.agency);
    }
    if (person.office) {
      options.push('--office', person.office);
    }
    await mustRun(['user', 'add', ...common, '--government', slug, ...options, id], { input: `${password}\n` });
    tokens[id] = (await mustRun(['user', 'token', ...common, '--government', slug, '--label', 'test', id])).trim();
  }
  tokens.admin = (await mustRun(['user', 'token', ...common, '--government', slug, '--label', 'test', 'admin'])).trim();
  return { slug, data, database, tokens, adminPassword };
}

function template(slug) {
  if (!templates.has(slug)) {
    templates.set(slug, build(slug));
  }
  return templates.get(slug);
}

/** Where governments live: their data folder, and the accounts' tokens. */
export class Place {
  constructor(data, database, governments) {
    this.data = data;
    this.database = database;
    this.governments = governments;  // slug -> template
  }

  get common() {
    return ['--data', this.data, ...(this.database ? ['--database', databaseUrl(this.database)] : [])];
  }

  async serve(options = {}) {
    this.server = await Server.start({ data: this.data, database: this.database ? databaseUrl(this.database) : '', ...options });
    return this.server;
  }

  api(slug, account) {
    return new Api(`${this.server.url}/${slug}`, account ? this.governments[slug].tokens[account] : undefined);
  }

  async close() {
    if (this.server) {
      await this.server.stop();
    }
    if (this.database) {
      await sql(`DROP DATABASE IF EXISTS "${this.database}" WITH (FORCE)`);
    }
  }
}

/** Untouched governments of a regulation each. On PostgreSQL one at a time: a copy is a database made from a template. */
export async function freshPlace(slugs) {
  const data = await temporaryFolder();
  const governments = {};
  const listing = [];
  let database = '';
  if (onPostgresql) {
    database = unique();
  }
  for (const slug of slugs) {
    const made = await template(slug);
    governments[slug] = made;
    await cp(join(made.data, slug), join(data, slug), { recursive: true });
    listing.push(await readFile(join(made.data, 'governments.yaml'), 'utf8'));
  }
  await writeFile(join(data, 'governments.yaml'), joinListings(listing));
  if (database) {
    await fillDatabase(database, slugs.map((slug) => governments[slug]));
  }
  return new Place(data, database, governments);
}

/** Several one-government listings as one: the lines of the later ones below those of the first. */
function joinListings(texts) {
  const [first, ...others] = texts;
  const entries = others.flatMap((text) => text.split('\n').filter((line) => /^\s*-/.test(line)));
  return [first.trimEnd(), ...entries, ''].join('\n');
}

async function fillDatabase(database, made) {
  const [first, ...others] = made;
  await sql(`CREATE DATABASE "${database}" TEMPLATE "${first.database}" STRATEGY FILE_COPY`);
  for (const other of others) {
    const copied = await execute('bash', ['-c', 'set -o pipefail; pg_dump --schema="$1" "$2" | psql -q -X -v ON_ERROR_STOP=1 "$3" >/dev/null',
      'copy', other.slug, databaseUrl(other.database), databaseUrl(database)]);
    if (copied.code !== 0) {
      throw new Error(`pg_dump: ${copied.err}`);
    }
  }
}

/** Removes the databases of the templates; folders go with the process. */
export async function forgetTemplates() {
  for (const made of templates.values()) {
    const { database } = await made.catch(() => ({}));
    if (database) {
      await sql(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
    }
  }
  templates.clear();
}

