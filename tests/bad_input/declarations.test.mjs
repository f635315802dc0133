// Regulations, registers and rules that do not hold: `check` names file, line and column, and says what was probably meant.

import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pendopo, project, temporaryFolder } from '../support/program.mjs';

let folder;
let regulation;

before(async () => {
  folder = await temporaryFolder();
  regulation = await readFile(join(project, 'regulations/kediri-42-2019.yaml'), 'utf8');
});

const english = { env: { LC_ALL: 'en_US.UTF-8' } };

async function checking(name, content) {
  const file = join(folder, name);
  await writeFile(file, content);
  return pendopo(['regulation', 'check', file], english);
}

/** Replaces once, and tells the line where. */
function replaced(text, from, to) {
  const at = text.indexOf(from);
  assert.ok(at >= 0, `${from} is not in the file any more`);
  return { text: text.slice(0, at) + to + text.slice(at + from.length), line: text.slice(0, at).split('\n').length };
}

function named(ended, file, line, ...says) {
  assert.equal(ended.code, 1, `exit code ${ended.code ?? ended.signal}: ${ended.err}${ended.out}`);
  assert.match(ended.err, new RegExp(`${file}:${line ?? '\\d+'}:\\d+`), ended.err);
  for (const text of says) {
    assert.match(ended.err, text);
  }
  assert.doesNotMatch(ended.err, /terminate called|std::|AddressSanitizer/);
}

test('the regulations of the product hold', async () => {
  for (const id of ['madiun-41-2023', 'kediri-42-2019', 'banjarbaru-5-2022', 'sumenep-39-2023', 'blitar-49-2020']) {
    const ended = await pendopo(['regulation', 'check', join(project, `regulations/${id}.yaml`)]);
    assert.equal(ended.code, 0, ended.err);
  }
  const all = await pendopo(['check']);
  assert.equal(all.code, 0, all.err);
});

test('YAML that does not end', async () => {
  named(await checking('a.yaml', 'regulation: {id: "a"\nnorms: [\n'), 'a.yaml');
});
test('a tab as indent', async () => {
  named(await checking('a.yaml', 'regulation:\n\tid: a\n'), 'a.yaml', 2);
});
test('a key twice', async () => {
  named(await checking('a.yaml', 'regulation: {id: a}\nregulation: {id: b}\n'), 'a.yaml', 2);
});
test('bytes that are not UTF-8', async () => {
  named(await checking('a.yaml', Buffer.concat([Buffer.from('regulation: {id: "'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')])), 'a.yaml');
});
test('aliases that explode', async () => {
  const levels = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`).join('\n');
  const ended = await checking('a.yaml', `a0: &a0 [x]\n${levels}\n`);
  assert.equal(ended.code, 1, ended.out);
});
test('a deep nest', async () => {
  const ended = await checking('a.yaml', `regulation: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`);
  assert.equal(ended.code, 1, `exit code ${ended.code ?? ended.signal}`);
});
test('nothing, a list, a text', async () => {
  for (const content of ['', '- a\n', 'halo\n', '%PDF-1.4\n\0\0']) {
    const ended = await checking('a.yaml', content);
    assert.equal(ended.code, 1, `${JSON.stringify(content)}: ${ended.out}`);
    assert.match(ended.err, /a\.yaml/);
  }
});

for (const [what, from, to, ...says] of [
  ['an unknown rule', 'rule: application.documents_complete', 'rule: application.documents_completed', /application\.documents_complete\b/],
  ['an unknown parameter', 'with: {documents: [requirements, design, user_manual, source_code]}', 'with: {document: [requirements]}', /documents/],
  ['a document that the register does not know', 'with: {documents: [requirements, design, user_manual, source_code]}', 'with: {documents: [requirementz]}', /requirements/],
  ['a duration that is none', 'period: "2y"', 'period: "dua tahun"', /dua tahun/],
  ['a date that is none', 'enacted: 2019', 'enacted: 2019-02-30 # 2019'],
]) {
  test(`a regulation with ${what}`, async (t) => {
    if (!regulation.includes(from)) {
      t.skip(`the catalogue says it in other words than ${from}`);
      return;
    }
    const broken = replaced(regulation, from, to);
    named(await checking('kediri.yaml', broken.text), 'kediri.yaml', broken.line, ...says);
  });
}
test('a norm twice', async () => {
  const broken = replaced(regulation, 'id: "24/2"', 'id: "24/1"');
  named(await checking('kediri.yaml', broken.text), 'kediri.yaml', undefined, /24\/1/);
});
test('a conflict about a norm that there is none of', async () => {
  const broken = replaced(regulation, 'norms: ["40/3"', 'norms: ["40/33"');
  named(await checking('kediri.yaml', broken.text), 'kediri.yaml', undefined, /40\/33/);
});
test('every mistake is told, not only the first', async () => {
  const first = replaced(regulation, 'rule: application.documents_complete', 'rule: hantu.satu');
  const second = replaced(first.text, 'rule: application.tested', 'rule: hantu.dua');
  const ended = await checking('kediri.yaml', second.text);
  named(ended, 'kediri.yaml', first.line, /hantu\.satu/, /hantu\.dua/);
});

// --- registers and rules ---

/** The product's declarations with one file changed. */
async function product(path, change) {
  const copy = await temporaryFolder();
  await mkdir(join(copy, 'systems'));
  await cp(join(project, 'systems'), join(copy, 'systems'), { recursive: true });
  for (const name of ['regulations', 'locale', 'ui']) {
    await symlink(join(project, name), join(copy, name));
  }
  const file = join(copy, path);
  await writeFile(file, change(await readFile(file, 'utf8')));
  const ended = await pendopo(['check', copy], english);
  await rm(copy, { recursive: true });
  return ended;
}

for (const [what, path, from, to, ...says] of [
  ['an unknown type', 'systems/application/registers/application.yaml', 'type: url', 'type: alamat'],
  ['a misspelt key', 'systems/application/registers/application.yaml', 'numbering:', 'numberring:', /numbering/],
  ['a reference to no register', 'systems/application/registers/application.yaml', 'to: common_application', 'to: comon_application', /common_application/],
  ['a transition to no state', 'systems/application/registers/application.yaml', 'to: ended', 'to: endedd', /ended/],
  ['a role that there is none of', 'systems/application/registers/application.yaml', 'by: [ict_officer, agency_head]', 'by: [ict_oficer]', /ict_officer/],
  ['a column of no field', 'systems/application/registers/application.yaml', 'list: [id, name,', 'list: [id, nama,', /name/],
  ['an example with an unknown choice', 'systems/application/registers/application.yaml', 'kind: special, owner: {agency: example}', 'kind: specialty, owner: {agency: example}', /special/],
  ['a rule of no pattern', 'systems/application/rules.yaml', 'pattern: gate', 'pattern: gait', /gate/],
  ['a rule over no register', 'systems/application/rules.yaml', 'at: application_project.started', 'at: application_projects.started', /application_project/],
  ['a rule over no field', 'systems/application/rules.yaml', 'field: licence_kind', 'field: license_kind', /licence_kind/],
  ['a rule with an unknown parameter', 'systems/application/rules.yaml', 'of: $documents', 'of: $document', /documents/],
]) {
  test(`a declaration with ${what}`, async () => {
    let line;
    const ended = await product(path, (text) => {
      const broken = replaced(text, from, to);
      line = broken.line;
      return broken.text;
    });
    named(ended, path.split('/').pop().replace('.', '\\.'), line, ...says);
  });
}
