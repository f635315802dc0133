// Files that cannot be imported: exit code 1, row and column named, nothing changed.
// PENDOPO_LARGE=1 makes the large file one of 1,000,000 rows.

import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { forgetTemplates, freshPlace } from '../support/governments.mjs';
import { mustRun, pendopo, temporaryFolder } from '../support/program.mjs';
import { contentTypes, relations, sheet, workbook, workbookRelations, xlsx, zip } from '../support/xlsx.mjs';

let place;
let folder;
let files = 0;

before(async () => {
  place = await freshPlace(['kediri']);
  folder = await temporaryFolder();
});
after(async () => {
  await place.close();
  await forgetTemplates();
});

const root = async () => /sidik (\w+)/.exec(await mustRun(['ledger', 'verify', ...place.common]))[1];

async function importing(name, content, register = 'application', more = []) {
  const file = join(folder, `${++files}-${name}`);
  await writeFile(file, content);
  const target = register ? [register, file] : [file];
  return pendopo(['import', ...place.common, '--government', 'kediri', ...more, ...target], { env: { LC_ALL: 'id_ID.UTF-8' } });
}

async function refused(ended, ...says) {
  assert.equal(ended.code, 1, `exit code ${ended.code ?? ended.signal}: ${ended.err}${ended.out}`);
  for (const text of says) {
    assert.match(ended.err, text);
  }
  assert.doesNotMatch(ended.err, /terminate called|sqlite|std::|AddressSanitizer/i);
}

const good = 'id,name,owner\nA-1,Antrean,PD-002\n';

for (const [what, content, ...says] of [
  ['an empty file', ''],
  ['bytes that are not UTF-8', Buffer.concat([Buffer.from('id,name,owner\nA-1,Antre'), Buffer.from([0xe9]), Buffer.from('n,PD-002\n')]), /2/, /UTF-8/],
  ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), /UTF-8|UTF-16/],
  ['a NUL', 'id,name,owner\nA-1,An\0trean,PD-002\n', /2/],
  ['a quote that does not close', 'id,name,owner\nA-1,"Antrean,PD-002\n', /2/],
  ['text after a closing quote', 'id,name,owner\nA-1,"Antrean"x,PD-002\n', /2/],
  ['a row with too many cells', 'id,name,owner\nA-1,Antrean,PD-002,lebih\n', /2/],
  ['a column twice', 'id,name,name,owner\nA-1,Antrean,Antrean,PD-002\n', /name/],
  ['a missing required cell', 'id,name,owner\nA-1,,PD-002\n', /2/, /Nama aplikasi|name/],
  ['a reference to nothing', 'id,name,owner\nA-1,Antrean,PD-999\n', /2/, /PD-999/],
  ['a key twice', 'id,name,owner\nA-1,Antrean,PD-002\nA-1,Antrean lain,PD-002\n', /3/, /A-1/],
  ['a unique value twice', 'id,name,owner\nA-1,Antrean,PD-002\nA-2,Antrean,PD-002\n', /3/],
  ['a key that is no key', 'id,name,owner\n../A,Antrean,PD-002\n', /2/],
  ['a date that is none', 'id,name,owner,active_on\nA-1,Antrean,PD-002,31/02/2024\n', /2/, /active_on/],
  ['a state that is none', 'id,name,owner,state\nA-1,Antrean,PD-002,hidup\n', /2/, /state/],
  ['a choice that is none', 'id,name,owner,kind\nA-1,Antrean,PD-002,ajaib\n', /2/, /kind/],
  ['a number that is none', 'id,name,owner,user_count\nA-1,Antrean,PD-002,banyak\n', /2/, /user_count/],
  ['several mistakes', 'id,name,owner,user_count\nA-1,Antrean,PD-999,x\nA-2,,PD-002,1\n', /2/, /3/],
]) {
  test(`a CSV with ${what} is refused`, async () => {
    const earlier = await root();
    await refused(await importing('x.csv', content), ...says);
    assert.equal(await root(), earlier, 'something was changed');
  });
}

test('an unknown column is told and left out', async () => {
  const ended = await importing('x.csv', 'id,name,owner,warna kesukaan\nU-1,Kolom asing,PD-002,biru\n');
  assert.equal(ended.code, 0, ended.err);
  assert.match(ended.err, /warna kesukaan/);
});
test('a file without any known column is refused', async () => {
  await refused(await importing('x.csv', 'foo,bar\n1,2\n'));
});
test('Indonesian labels, dates, semicolons and a byte order mark are understood', async () => {
  const ended = await importing('x.csv', '\ufeffNama aplikasi;Perangkat daerah pemilik;Jumlah pengguna;Sudah ada sebelum peraturan berlaku;active_on;state\nRetribusi;PD-003;1.234;ya;31 Desember 2020;active\n');
  assert.equal(ended.code, 0, ended.err);
});
test('a dry run checks and changes nothing', async () => {
  const earlier = await root();
  const ended = await importing('x.csv', 'id,name,owner\nD-1,Hanya dicoba,PD-002\n', 'application', ['--dry-run']);
  assert.equal(ended.code, 0, ended.err);
  assert.equal(await root(), earlier);
  await refused(await importing('x.csv', 'id,name,owner\nD-1,Hanya dicoba,PD-999\n', 'application', ['--dry-run']), /PD-999/);
});

test('a large file with one bad cell is refused whole, and the cell is named', { timeout: 900_000 }, async () => {
  const rows = process.env.PENDOPO_LARGE ? 1_000_000 : 30_000;
  const bad = rows - 7;
  const file = join(folder, 'besar.csv');
  const stream = createWriteStream(file);
  stream.write('id,name,owner,user_count\n');
  for (let row = 2; row <= rows + 1; ++row) {
    if (!stream.write(`B-${row},Aplikasi ${row},PD-002,${row === bad ? 'tujuh' : row}\n`)) {
      await once(stream, 'drain');
    }
  }
  stream.end();
  await once(stream, 'close');
  const earlier = await root();
  const ended = await pendopo(['import', ...place.common, '--government', 'kediri', 'application', file]);
  await refused(ended, new RegExp(`\\b${bad}\\b|${bad.toLocaleString('id-ID')}`), /user_count/);
  assert.equal(await root(), earlier);
});

const header = ['id', 'name', 'owner'];
const bomb = `<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.split('').map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>`;
for (const [what, content, ...says] of [
  ['a text that is no archive', Buffer.from(good)],
  ['nothing in it', Buffer.alloc(0)],
  ['an empty archive', zip([])],
  ['an archive without a workbook', zip([['halo.txt', 'halo']])],
  ['half an archive', xlsx([header, ['A-1', 'Antrean', 'PD-002']]).subarray(0, 400)],
  ['broken XML', xlsx([], '<worksheet><sheetData><row>')],
  ['entities that explode', xlsx([], bomb)],
  ['an entity of a file', xlsx([], '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>')],
  ['a sheet that unpacks to gigabytes', zip([['[Content_Types].xml', contentTypes], ['_rels/.rels', relations], ['xl/workbook.xml', workbook],
    ['xl/_rels/workbook.xml.rels', workbookRelations], ['xl/worksheets/sheet1.xml', Buffer.alloc(300 << 20, ' ')]])],
  ['a sheet that lies about its size', zip([['[Content_Types].xml', contentTypes], ['_rels/.rels', relations], ['xl/workbook.xml', workbook],
    ['xl/_rels/workbook.xml.rels', workbookRelations], ['xl/worksheets/sheet1.xml', sheet([header, ['A-1', 'Antrean', 'PD-999']]), { size: 10 }]])],
  ['a cell far away', xlsx([], '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="ZZZZZZZ1" t="inlineStr"><is><t>id</t></is></c></row></sheetData></worksheet>')],
  ['a shared text that there is none of', xlsx([], '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>999999999</v></c></row></sheetData></worksheet>')],
  ['a bad cell', xlsx([header, ['A-1', 'Antrean', 'PD-999']]), /2/, /PD-999/],
  ['only a header', xlsx([header])],
]) {
  test(`an XLSX with ${what} is refused or says that it holds nothing`, { timeout: 60_000 }, async () => {
    const earlier = await root();
    const ended = await importing('x.xlsx', content);
    if (what === 'only a header' && ended.code === 0) {
      assert.match(ended.out, /\b0 /);
    } else {
      await refused(ended, ...says);
    }
    assert.doesNotMatch(ended.err + ended.out, /root:x:/);
    assert.equal(await root(), earlier);
  });
}
test('a good XLSX is taken', async () => {
  const ended = await importing('x.xlsx', xlsx([header, ['X-1', 'Dari XLSX & <lain>', 'PD-002']]));
  assert.equal(ended.code, 0, ended.err);
});

const line = (value) => `${JSON.stringify(value)}\n`;
const fine = { register: 'application', id: 'J-1', name: 'Antrean', owner: 'PD-002' };
for (const [what, content, ...says] of [
  ['a broken line', `${line(fine)}{"register":"application",\n`, /2/],
  ['a list for a line', `${line(fine)}[]\n`, /2/],
  ['no register', line({ id: 'J-1', name: 'x' }), /1/],
  ['an unknown register', line({ ...fine, register: 'aplikasi' }), /1/, /aplikasi/],
  ['an unknown field', line({ ...fine, nama: 'x' }), /1/, /nama/],
  ['a reference to nothing', line(fine) + line({ register: 'release', id: 'J-2', name: 'x', application: 'J-9' }), /2/, /J-9/],
  ['a key twice in a line', '{"register":"application","id":"J-1","id":"J-2","name":"x","owner":"PD-002"}\n', /1/],
  ['bytes that are not UTF-8', Buffer.concat([Buffer.from('{"register":"application","id":"J-1","name":"'), Buffer.from([0xff]), Buffer.from('","owner":"PD-002"}\n')]), /1/],
  ['a deep nest', `{"register":"application","name":${'['.repeat(2000)}${']'.repeat(2000)}}\n`, /1/],
  ['parents in a circle', line({ register: 'agency', id: 'PD-101', name: 'Satu', parent: 'PD-102' }) + line({ register: 'agency', id: 'PD-102', name: 'Dua', parent: 'PD-101' }), /PD-10[12]/],
]) {
  test(`JSON Lines with ${what} are refused`, async () => {
    const earlier = await root();
    await refused(await importing('x.jsonl', content, null), ...says);
    assert.equal(await root(), earlier, 'something was changed');
  });
}
test('references may point forwards in the file', async () => {
  const content = line({ register: 'release', id: 'F-2', name: 'Rilis', application: 'F-1' }) + line({ ...fine, id: 'F-1', name: 'Maju' });
  const ended = await importing('x.jsonl', content, null);
  assert.equal(ended.code, 0, ended.err);
});
test('what is no file is refused', async () => {
  const missing = join(folder, 'tidak-ada.csv');
  await refused(await pendopo(['import', ...place.common, '--government', 'kediri', 'application', missing]), /tidak-ada\.csv/);
  await refused(await pendopo(['import', ...place.common, '--government', 'kediri', 'application', folder]));
  await refused(await importing('x.pdf', 'x'), /x\.pdf|csv/);
  await refused(await importing('x.csv', good, 'aplication'), /aplication/);
  await refused(await pendopo(['import', ...place.common, '--government', 'surabaya', 'application', missing]), /surabaya/);
});
test('after all this the ledger is whole', async () => {
  assert.match(await mustRun(['ledger', 'verify', ...place.common]), /utuh/);
});
