// Requests that no honest client sends: the right status, problem details that name the place, nothing changed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { forgetTemplates, freshPlace } from '../support/governments.mjs';

let place;
let api;
let target;

/** Size and root of the ledger: whatever changes, changes it. */
async function head() {
  return (await place.api('kediri', 'auditor').get('ledger?limit=1')).must().json.head;
}

before(async () => {
  place = await freshPlace(['kediri']);
  await place.serve({ args: ['--max-upload', '1'] });
  api = place.api('kediri', 'kominfo');
  target = (await api.create('application', { name: 'Antrean', owner: 'PD-002' })).must().json.id;
});
after(async () => {
  await place.close();
  await forgetTemplates();
});

/** A refusal that names what is wrong, leaves the data alone and tells nothing of the inside. */
async function refused(status, send, { pointer, code } = {}) {
  const earlier = await head();
  const answer = await send();
  const text = `${answer.request}: ${answer.status} ${answer.text}`;
  assert.ok([status].flat().includes(answer.status), text);
  assert.match(answer.headers.get('content-type'), /^application\/problem\+json/, text);
  const { json } = answer;
  assert.equal(json.status, answer.status, text);
  assert.equal(json.fault, 'client', text);
  assert.ok(json.errors.length > 0 && json.errors.every((each) => each.code && each.detail), text);
  if (pointer !== undefined) {
    assert.ok(json.errors.some((each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`)), text);
  }
  if (code !== undefined) {
    assert.ok(json.errors.some((each) => each.code === code), text);
  }
  assert.doesNotMatch(answer.text, /sqlite|SELECT |INSERT |\.cpp|exception|\/src\//i);
  assert.deepEqual(await head(), earlier, 'something was changed');
  return answer;
}

const raw = (body, type = 'application/json') => () => api.send('POST', 'records/application', { body, headers: { 'content-type': type } });

const owner = '"owner":"PD-002"';
for (const [what, body] of [
  ['nothing', ''],
  ['half an object', '{"fields":{"name":"A"'],
  ['a trailing comma', `{"fields":{"name":"A",${owner},}}`],
  ['single quotes', "{'fields':{}}"],
  ['a comment', `{"fields":{"name":"A",${owner}} /* x */}`],
  ['NaN', '{"fields":{"name":NaN}}'],
  ['two values', '{"fields":{}}{"fields":{}}'],
  ['a key twice', `{"fields":{"name":"A","name":"B",${owner}}}`],
  ['a list', '[]'],
  ['a text', '"fields"'],
  ['a deep nest', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['a deep nest of objects', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`],
  ['a NUL', `{"fields":{"name":"A\\u0000B",${owner}}}`],
  ['bytes that are not UTF-8', Buffer.concat([Buffer.from('{"fields":{"name":"'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from(`",${owner}}}`)])],
  ['an overlong encoding', Buffer.concat([Buffer.from('{"fields":{"name":"'), Buffer.from([0xc0, 0xaf]), Buffer.from(`",${owner}}}`)])],
  ['half a surrogate pair', `{"fields":{"name":"\\ud83d",${owner}}}`],
  ['UTF-16', Buffer.from(`{"fields":{"name":"A",${owner}}}`, 'utf16le')],
]) {
  test(`a body with ${what} is refused`, () => refused(400, raw(body)));
}

for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx']) {
  test(`a body of type ${type} is refused`, () => refused(415, raw('{"fields":{}}', type)));
}

const fields = (given) => () => api.create('application', { name: 'Lain', owner: 'PD-002', ...given });
for (const [what, given, pointer] of [
  ['an unknown field', { nama: 'A' }, '/fields/nama'],
  ['a field of the record itself', { version: 7 }, '/fields/version'],
  ['an object for a text', { name: { a: 1 } }, '/fields/name'],
  ['a list for a text', { name: ['A'] }, '/fields/name'],
  ['a text that is too long', { name: 'A'.repeat(201) }, '/fields/name'],
  ['a text of a megabyte', { name: 'A'.repeat(1_000_000) }, '/fields/name'],
  ['a blank name', { name: '   ' }, '/fields/name'],
  ['a text for a number', { user_count: 'banyak' }, '/fields/user_count'],
  ['a broken number', { user_count: 1.5 }, '/fields/user_count'],
  ['a number below the least', { user_count: -1 }, '/fields/user_count'],
  ['a number too large for anything', { user_count: 1e300 }, '/fields/user_count'],
  ['a choice that there is none of', { kind: 'umum' }, '/fields/kind'],
  ['an unknown choice among several', { users: ['public', 'alien'] }, '/fields/users'],
  ['a text for yes or no', { existing: 'mungkin' }, '/fields/existing'],
  ['an address with a script', { url: 'javascript:alert(1)' }, '/fields/url'],
  ['a year before computers', { launched_year: 1066 }, '/fields/launched_year'],
  ['a reference to nothing', { service: 'LYN-9999' }, '/fields/service'],
  ['a reference to another register', { service: 'PD-002' }, '/fields/service'],
  ['a list of references with one to nothing', { joins: ['APL-9999'] }, '/fields/joins'],
  ['a part that there is none of', { controls: [{ item: 'sihir', text: 'x' }] }, '/fields/controls'],
  ['parts that are no list', { controls: { classification: 'x' } }, '/fields/controls'],
  ['a part with an unknown column', { controls: [{ item: 'classification', warna: 'x' }] }, '/fields/controls'],
  ['a file that is not there', { origin_document: `${'0'.repeat(64)}/surat.pdf` }, '/fields/origin_document'],
  ['a file by a path', { origin_document: '../../../etc/passwd' }, '/fields/origin_document'],
]) {
  test(`${what} is refused with its place`, () => refused(422, fields(given), { pointer }));
}
test('an office that there is none of is refused with its place', () => refused(422, fields({ builder: 'kantor_hantu' }), { pointer: '/fields/builder' }));

for (const date of ['2024-02-30', '0000-00-00', '1066-10-14', '9999-12-31', '2024-13-01', '31/12/2024 ', '2024-1-1', 'besok', '-2024-01-01', '2024-01-01T00:00:00Z', 20240101]) {
  test(`the date ${JSON.stringify(date)} is refused`, () =>
    refused(422, () => api.create('test_report', { title: 'Uji', release: 'RLS-0001', date }), { pointer: '/fields/date' }));
}

test('a missing required field is named', () => refused(422, () => api.create('application', { name: 'Tanpa pemilik' }), { pointer: '/fields/owner' }));
test('all mistakes are named at once', async () => {
  const answer = await refused(422, () => api.create('application', { user_count: -1, kind: 'umum', launched_year: 1066 }));
  assert.ok(answer.errors.length >= 3, answer.text);
});
test('a key that is no key is refused', () => refused(422, () => api.create('application', { name: 'A', owner: 'PD-002' }, '../../etc/passwd')));
test('a key that is taken is refused', async () => {
  await refused([409, 422], () => api.create('application', { name: 'A', owner: 'PD-002' }, target));
});
test('an agency is not its own parent', () => refused(422, () => api.change('agency', 'PD-002', { parent: 'PD-002' }), { pointer: '/fields/parent' }));
test('an unknown member is named with a suggestion', async () => {
  const answer = await refused(422, () => api.post('records/application', { field: { name: 'A' }, fields: {} }), { pointer: '/field' });
  assert.match(answer.text, /fields/);
});

test('an unknown register is not found, with a suggestion', async () => {
  const answer = await refused(404, () => api.get('records/aplication'));
  assert.match(answer.text, /application/);
});
for (const path of ['records/application/APL-9999', 'records/application/APL-9999/history', 'registers/hantu', 'norms/99/9', 'records/application/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'records/application/x/files/..%2f..%2f..%2fetc%2fpasswd', `records/application/${'a'.repeat(500)}`]) {
  test(`${path} is not found`, () => refused([400, 404], () => api.get(path)));
}
test('a file of another record is not found', async () => {
  await refused(404, () => api.get(`records/application/${target}/files/${'0'.repeat(64)}`));
});

for (const query of ['limit=0', 'limit=201', 'limit=banyak', 'sort=hantu', 'sort=application;drop', 'hantu=1', 'after=bukan-kursor', 'after=AAAA', 'fields=name,hantu',
  'user_count=banyak', 'user_count.min=x', 'launched_year.max=1e9', 'existing=mungkin', 'q=%ff%fe', 'q=a%00b', 'name=%zz', 'after=a&before=b', 'owner.hantu=1', 'owner.name.min.max=1']) {
  test(`the query ${query} is refused`, () => refused(query.startsWith('after=') ? [400, 422] : 400, () => api.get(`records/application?${query}`)));
}
for (const query of ['on=kemarin', 'on=2024-02-30', 'state=hijau', 'system=hantu', 'register=hantu', 'limit=-1', 'hantu=1']) {
  test(`the compliance query ${query} is refused`, () => refused(400, () => api.get(`compliance?${query}`)));
}

test('a search may hold any sign', async () => {
  for (const q of ['"', "'", '*', 'a*b"c', '(', 'NEAR(a b)', 'a AND', '- -', '%', '_', '\\', "'; DROP TABLE application; --", ';', 'a'.repeat(2_000), '😀', 'é']) {
    const answer = await api.get(`records/application?${new URLSearchParams({ q })}`);
    assert.equal(answer.status, 200, `${q}: ${answer.text}`);
  }
});
test('a filter may hold any sign', async () => {
  for (const name of ["'", '%', "x' OR '1'='1", '"; DELETE FROM application; --', '\\', '😀']) {
    const answer = (await api.get(`records/application?${new URLSearchParams({ name })}`)).must();
    assert.deepEqual(answer.json.records, [], name);
    const contains = (await api.get(`records/application?${new URLSearchParams({ 'name.contains': name })}`)).must();
    assert.deepEqual(contains.json.records, [], name);
  }
});

test('a lost update is refused', async () => {
  await refused(409, () => api.change('application', target, { description: 'x' }, 99), { code: 'record.changed_meanwhile' });
  await refused(409, () => api.patch(`records/application/${target}`, { fields: { description: 'x' } }, { headers: { 'if-match': 'kacau' } }));
});
test('an unknown transition is not found', () => refused([404, 422], () => api.move('application', target, 'terbang')));
test('a reason that is no text is refused', () => refused(422, () => api.move('application', target, 'end', { reason: 7 }), { pointer: '/reason' }));
test('a method that is not known there is refused', () => refused(405, () => api.send('PUT', `records/application/${target}`, { json: {} })));
test('a token that is none is refused', async () => {
  for (const authorization of ['Bearer', 'Bearer x', `Bearer ${'x'.repeat(4_000)}`, 'Basic YTpi', 'Bearer a b']) {
    const response = await fetch(`${api.address}/api/v1/records/application`, { headers: { authorization } });
    assert.equal(response.status, 401, `${authorization.slice(0, 30)}: ${await response.text()}`);
    assert.equal(response.headers.get('www-authenticate'), 'Bearer');
  }
});
test('a body over the limit is refused', () => refused(413, raw(`{"fields":{"name":"A",${owner},"description":"${'x'.repeat(3 << 20)}"}}`)));

const form = (parts) => {
  const data = new FormData();
  for (const [name, content, file] of parts) {
    if (file) {
      data.append(name, new Blob([content]), file);
    } else {
      data.append(name, content);
    }
  }
  return data;
};
const upload = (body, headers) => () => api.send('POST', `records/application/${target}/files`, { body, headers });
test('an upload over the limit is refused', () => refused(413, upload(form([['file', Buffer.alloc(3 << 20, 'a'), 'besar.pdf']]))));
test('a form without a file is refused', () => refused(422, upload(form([['catatan', 'x']]))));
test('an empty file is refused', () => refused(422, upload(form([['file', '', 'kosong.pdf']]))));
test('a program is refused as a file, whatever its name', () => refused([415, 422], upload(form([['file', readFileSync('/bin/true'), 'faktur.pdf']]))));
for (const [what, body, type, status = 400] of [
  ['no boundary', 'x', 'multipart/form-data'],
  ['a boundary that does not come', 'x', 'multipart/form-data; boundary=AAA'],
  ['no end', '--AAA\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nisi', 'multipart/form-data; boundary=AAA'],
  ['a part without a name', '--AAA\r\ncontent-type: text/plain\r\n\r\nisi\r\n--AAA--\r\n', 'multipart/form-data; boundary=AAA'],
  ['an endless part head', `--AAA\r\nx: ${'y'.repeat(100_000)}\r\n\r\nisi\r\n--AAA--\r\n`, 'multipart/form-data; boundary=AAA', [400, 413]],
  ['too many parts', `${'--AAA\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(20_000)}--AAA--\r\n`, 'multipart/form-data; boundary=AAA', [400, 413]],
  ['a boundary too long', `--${'A'.repeat(500)}--`, `multipart/form-data; boundary=${'A'.repeat(500)}`],
]) {
  test(`a multipart form with ${what} is refused`, () => refused(status, upload(body, { 'content-type': type })));
}
test('a file name with a path keeps only the name', async () => {
  for (const name of ['../../../etc/passwd.pdf', '..\\..\\passwd.pdf', '/etc/passwd.pdf']) {
    const body = `--AAA\r\ncontent-disposition: form-data; name="file"; filename="${name.replaceAll('\\', '\\\\')}"\r\n\r\n%PDF-1.4 ${name}\r\n--AAA--\r\n`;
    const { files } = (await upload(body, { 'content-type': 'multipart/form-data; boundary=AAA' })()).must().json;
    assert.doesNotMatch(files[0].name, /[/\\]/, name);
    const back = await api.send('GET', new URL(files[0].url, place.server.url).href);
    assert.equal(back.status, 200);
    assert.match(back.headers.get('content-disposition'), /attachment/);
    assert.match(back.headers.get('x-content-type-options') ?? '', /nosniff/);
  }
});

// --- below what a client library lets through ---

function speak(bytes) {
  return new Promise((done, failed) => {
    const socket = connect(Number(new URL(place.server.url).port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setTimeout(15_000, () => { socket.destroy(); failed(new Error(`no answer to ${JSON.stringify(String(bytes).slice(0, 80))}`)); });
    socket.on('data', (part) => { text += part.toString('latin1'); if (/\r\n\r\n/.test(text)) { socket.end(); } });
    socket.on('close', () => done(text));
    socket.on('error', () => done(text));
  });
}
const statusOf = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);

for (const [what, bytes, statuses] of [
  ['no request', 'halo\r\n\r\n', [400]],
  ['a path out of the folder', 'GET /kediri/../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  ['an encoded path out of the folder', 'GET /assets/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  ['a doubly encoded path', 'GET /assets/%252e%252e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  ['a backslash path', 'GET /assets/..\\..\\etc\\passwd HTTP/1.1\r\nHost: x\r\n\r\n', [400, 404]],
  ['an encoded NUL', 'GET /kediri/%00 HTTP/1.1\r\nHost: x\r\n\r\n', [400]],
  ['a path too long', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, [414, 431, 400]],
  ['a header too long', `GET / HTTP/1.1\r\nHost: x\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, [431]],
  ['two lengths', 'POST /kediri/api/v1/records/application HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}', [400]],
  ['a length and chunks', 'POST /kediri/api/v1/records/application HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
  ['a negative length', 'POST /kediri/api/v1/records/application HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', [400]],
  ['a bare line feed', 'GET / HTTP/1.1\nHost: x\n\n', [400]],
  ['a folded header', 'GET / HTTP/1.1\r\nHost: x\r\nx: a\r\n b\r\n\r\n', [400]],
  ['an old version', 'GET / HTTP/0.9\r\n\r\n', [400, 505]],
  ['a method that is none', 'TERBANG / HTTP/1.1\r\nHost: x\r\n\r\n', [400, 501]],
]) {
  test(`${what} on the wire is refused`, async () => {
    const answer = await speak(bytes);
    assert.ok(statuses.includes(statusOf(answer)), answer.slice(0, 300));
    assert.doesNotMatch(answer, /root:x:/);
  });
}
test('an upload that claims two gigabytes is refused before it comes', async () => {
  const { token } = api;
  const answer = await speak(`POST /kediri/api/v1/records/application/${target}/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=AAA\r\nContent-Length: 2147483648\r\n\r\n`);
  assert.equal(statusOf(answer), 413, answer.slice(0, 300));
});
test('after all this the server still serves', async () => {
  assert.ok(place.server.running, place.server.process.err);
  assert.equal((await api.record('application', target)).status, 200);
  assert.equal((await fetch(`${place.server.url}/healthz`)).status, 200);
});
