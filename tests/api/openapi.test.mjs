// The API judged by others: a linter of OpenAPI documents, a validator of JSON schemas, a reader of Prometheus' format.

import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { forgetTemplates, freshPlace } from '../support/governments.mjs';
import { execute, temporaryFolder } from '../support/program.mjs';

let place;
let api;
let document;

before(async () => {
  place = await freshPlace(['kediri']);
  await place.serve();
  api = place.api('kediri', 'kominfo');
  document = (await api.get('openapi.json')).must().json;
});
after(async () => {
  await place.close();
  await forgetTemplates();
});

test('openapi.json is well made, says redocly', { timeout: 120_000 }, async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  await writeFile(join(folder, 'redocly.yaml'), 'extends: [recommended]\ntelemetry: off\n');
  const redocly = fileURLToPath(new URL('../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
  const ended = await execute(process.execPath, [redocly, 'lint', '--format', 'stylish', '--config', join(folder, 'redocly.yaml'), file],
    { env: { REDOCLY_TELEMETRY: 'off', CI: 'true', NO_COLOR: '1' }, cwd: folder });
  assert.equal(ended.code, 0, (ended.out + ended.err).slice(0, 4_000));
  assert.doesNotMatch(ended.out + ended.err, /\bwarning\b/i, (ended.out + ended.err).slice(0, 4_000));
});

test('every path of the document answers', async () => {
  assert.equal(document.openapi.slice(0, 3), '3.1');
  for (const [path, item] of Object.entries(document.paths)) {
    if (item.get && !path.includes('{')) {
      const base = new URL(document.servers[0].url, place.server.url).href.replace(/\/$/, '');
      const answer = await place.api('kediri', 'auditor').send('GET', base + path);
      assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 300)}`);
    }
  }
});

/** A check of answers to an operation by the schema that the document gives. */
function checker(path, method, status) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'https://pendopo.example/openapi', ...document });
  const parts = ['paths', path, method, 'responses', String(status), 'content'];
  let response = document.paths[path]?.[method]?.responses?.[status];
  assert.ok(response, `${method} ${path} tells nothing of ${status}`);
  let pointer = `#/${parts.slice(0, 5).map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).map(encodeURIComponent).join('/')}`;
  if (response.$ref) {
    pointer = response.$ref;
    response = document.components.responses[response.$ref.split('/').pop()];
  }
  const type = Object.keys(response.content)[0];
  return ajv.compile({ $ref: `https://pendopo.example/openapi${pointer}/content/${encodeURIComponent(type.replaceAll('/', '~1'))}/schema` });
}

function holds(check, answer) {
  assert.ok(check(answer.json), `${answer.request}: ${JSON.stringify(check.errors?.slice(0, 5))}`);
}

const pathOf = (register, rest = '') => {
  const found = [`/records/${register}${rest}`, `/records/{register}${rest}`].find((path) => document.paths[path]);
  assert.ok(found, `no path for records of ${register}`);
  return found;
};

for (const register of ['application', 'agency', 'release', 'server', 'facility', 'audit', 'policy', 'budget_line', 'person', 'incident']) {
  test(`answers about ${register} are what the document says`, async () => {
    const schema = (await api.get(`registers/${register}`)).must();
    holds(checker('/registers/{register}', 'get', 200), schema);
    const fields = {};
    for (const field of schema.json.fields.filter((each) => !each.implicit && each.type !== 'derived')) {
      const samples = { text: 'Contoh', long_text: 'Contoh *tebal*', integer: Math.max(field.min ?? 0, 2_000), money: 150_000, decimal: 12.5, percentage: 12.5, boolean: true,
        date: '2026-01-31', datetime: '2026-01-31T03:00:00Z', url: 'https://contoh.go.id/', email: 'a@contoh.go.id', phone: '+6281234567890',
        choice: field.choices?.find(({ allowed }) => allowed)?.code, choices: field.choices?.map(({ code }) => code).slice(0, 2), office: 'ict_agency', list: ['satu', 'dua'],
        parts: field.choices?.slice(0, 2).map(({ code }) => ({ item: code, text: 'ada', on: '2026-01-31' })) };
      if (field.type === 'reference' && field.to === 'agency') {
        fields[field.name] = 'PD-002';
      } else if (samples[field.type] !== undefined && !field.pattern) {
        fields[field.name] = samples[field.type];
      }
    }
    if (register === 'release') {
      fields.application = (await api.create('application', { name: 'Induk', owner: 'PD-002' })).must().json.id;
    }
    delete fields.website;
    const made = (await api.create(register, fields)).must();
    holds(checker(pathOf(register), 'post', 201), made);
    holds(checker(pathOf(register, '/{id}'), 'get', 200), (await api.record(register, made.json.id)).must());
    holds(checker(pathOf(register), 'get', 200), (await api.get(`records/${register}?limit=5`)).must());
    const history = [`/records/${register}/{id}/history`, '/records/{register}/{id}/history'].find((path) => document.paths[path]);
    holds(checker(history, 'get', 200), (await api.get(`records/${register}/${made.json.id}/history`)).must());
    const refused = await api.create(register, { hantu: 1 });
    assert.equal(refused.status, 422);
    holds(checker(pathOf(register), 'post', 422), refused);
  });
}

test('answers about the law are what the document says', async () => {
  holds(checker('/compliance', 'get', 200), (await api.get('compliance?limit=500')).must());
  holds(checker('/norms', 'get', 200), (await api.get('norms')).must());
  holds(checker('/obligations', 'get', 200), (await api.get('obligations')).must());
  holds(checker('/registers', 'get', 200), (await api.get('registers')).must());
});

/** Reads Prometheus' text format strictly; returns families by name. */
function parseMetrics(text) {
  const families = new Map();
  const samples = [];
  assert.ok(text.endsWith('\n'), 'the last line ends');
  for (const line of text.split('\n').filter(Boolean)) {
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (comment) {
      const family = families.get(comment[2]) ?? {};
      assert.ok(!(comment[1] in family), `${comment[1]} of ${comment[2]} twice`);
      family[comment[1]] = comment[3];
      families.set(comment[2], family);
      continue;
    }
    const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[0-9.e+-]+|[+-]Inf|NaN)$/.exec(line);
    assert.ok(sample, `not a sample: ${line}`);
    const family = sample[1].replace(/_(bucket|sum|count)$/, '');
    const owner = families.has(sample[1]) ? sample[1] : family;
    assert.ok(families.has(owner), `${sample[1]} has no TYPE`);
    samples.push({ name: sample[1], labels: sample[2] ?? '', value: Number(sample[3].replace('Inf', 'Infinity')) });
  }
  const keys = samples.map(({ name, labels }) => `${name}{${labels}}`);
  assert.equal(new Set(keys).size, keys.length, 'a sample twice');
  return { families, samples };
}

test('/metrics is Prometheus\' format and counts', async () => {
  const read = async () => {
    const response = await fetch(`${place.server.url}/metrics`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/plain; version=0\.0\.4/);
    return parseMetrics(await response.text());
  };
  const total = ({ samples }) => samples.filter(({ name }) => /requests_total$/.test(name)).reduce((sum, { value }) => sum + value, 0);
  const before = await read();
  assert.ok([...before.families.values()].every(({ HELP, TYPE }) => HELP && /^(counter|gauge|histogram|summary)$/.test(TYPE)));
  for (let i = 0; i < 5; ++i) {
    (await api.get('records/application')).must();
  }
  const later = await read();
  assert.ok(total(later) >= total(before) + 5, `${total(before)} then ${total(later)}`);
  for (const { name, labels } of later.samples.filter((sample) => sample.name.endsWith('_bucket') && sample.labels.includes('le="+Inf"'))) {
    const same = later.samples.find((sample) => sample.name === name.replace(/_bucket$/, '_count') && sample.labels === labels.replace(/,?le="\+Inf"/, ''));
    assert.ok(same, `${name} has no count`);
  }
});

test('/healthz says that it is well', async () => {
  const response = await fetch(`${place.server.url}/healthz`);
  assert.equal(response.status, 200);
  assert.equal((await response.json()).status, 'ok');
});
