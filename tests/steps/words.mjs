// From what a scenario says to what the API takes: registers, fields, choices and states by their Indonesian labels, records by their titles.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { agencies, people, regulations } from '../support/governments.mjs';
import { project } from '../support/program.mjs';

const plain = (text) => text.trim().toLowerCase().replace(/\s+/g, ' ');
const list = (text) => text.split(';').map((part) => part.trim()).filter(Boolean);

const offices = parse(readFileSync(join(project, 'systems/general/offices.yaml'), 'utf8')).offices;

/** "Pasal 12 ayat (2) huruf a" -> "12/2/a" */
export function normId(words) {
  const found = /^Pasal (\d+)(?: ayat \((\d+)\))?(?: huruf ([a-z]))?$/.exec(words.trim());
  if (!found) {
    throw new Error(`"${words}" bukan sebutan norma, misalnya: Pasal 12 ayat (2) huruf a`);
  }
  return found.slice(1).filter(Boolean).join('/');
}

const months = ['januari', 'februari', 'maret', 'april', 'mei', 'juni', 'juli', 'agustus', 'september', 'oktober', 'november', 'desember'];

/** "hari ini", "3 bulan lalu", "2 jam lagi", "1 Maret 2024" as a moment. */
export function moment(words) {
  const text = plain(words);
  const now = new Date();
  if (text === 'hari ini' || text === 'sekarang') {
    return now;
  }
  if (text === 'kemarin' || text === 'besok') {
    return new Date(now.getTime() + (text === 'besok' ? 1 : -1) * 86_400_000);
  }
  const relative = /^(\d+) (menit|jam|hari|bulan|tahun) (lalu|lagi)$/.exec(text);
  if (relative) {
    const amount = Number(relative[1]) * (relative[3] === 'lalu' ? -1 : 1);
    const then = new Date(now);
    switch (relative[2]) {
      case 'menit': then.setTime(then.getTime() + amount * 60_000); break;
      case 'jam': then.setTime(then.getTime() + amount * 3_600_000); break;
      case 'hari': then.setTime(then.getTime() + amount * 86_400_000); break;
      case 'bulan': then.setUTCMonth(then.getUTCMonth() + amount); break;
      default: then.setUTCFullYear(then.getUTCFullYear() + amount);
    }
    return then;
  }
  const written = /^(\d{1,2}) ([a-z]+) (\d{4})$/.exec(text);
  if (written && months.includes(written[2])) {
    return new Date(Date.UTC(Number(written[3]), months.indexOf(written[2]), Number(written[1])));
  }
  return null;
}

/** A day in the government's own zone. */
export function day(words, zone = 'Asia/Jakarta') {
  const then = moment(words);
  if (!then) {
    return words.trim();
  }
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(then);
}

export const zones = { banjarbaru: 'Asia/Makassar' };

/** Account by what the scenario calls the person; undefined for someone who is not signed in. */
export function accountOf(called) {
  if (called === 'warga') {
    return undefined;
  }
  if (called === 'administrator') {
    return 'admin';
  }
  const found = Object.entries(people).find(([, person]) => person.called === called);
  if (!found) {
    throw new Error(`"${called}" tidak dikenal`);
  }
  return found[0];
}

function office(text) {
  const wanted = plain(text);
  const agency = agencies.find((each) => plain(each.name) === wanted || plain(each.short_name) === wanted);
  if (agency) {
    return agency.id;
  }
  const found = Object.entries(offices).find(([code, each]) => code === wanted || plain(each.label.id) === wanted);
  if (!found) {
    throw new Error(`"${text}" bukan perangkat daerah atau pejabat`);
  }
  return found[0];
}

function find(kind, entries, words, labelsOf) {
  const wanted = plain(words);
  const found = entries.find((entry) => labelsOf(entry).some((label) => label && plain(label) === wanted));
  if (!found) {
    const known = entries.map((entry) => labelsOf(entry)[0]).join(', ');
    throw new Error(`${kind} "${words}" tidak ada; yang ada: ${known}`);
  }
  return found;
}

const labels = (entry) => [entry.label?.id, entry.name ?? entry.code];

/** The declarations of a government, as its API tells them. */
export class Words {
  constructor(api, slug) {
    this.api = api;
    this.slug = slug;
    this.schemas = new Map();
    this.titles = new Map();  // title -> {register, id}
  }

  async register(words) {
    this.registers ??= (await this.api.get('registers')).must().json.registers;
    const name = find('Daftar', this.registers, words, (each) => [each.label.id, each.plural.id, each.name]).name;
    if (!this.schemas.has(name)) {
      this.schemas.set(name, (await this.api.get(`registers/${name}`)).must().json);
    }
    return this.schemas.get(name);
  }

  field(schema, words) { return find('Isian', schema.fields, words, labels); }
  state(schema, words) { return find('Status', schema.states, words, labels).name; }
  transition(schema, words) { return find('Langkah', schema.transitions, words, labels).name; }

  remember(register, id, title) {
    this.titles.set(`${register} ${plain(title)}`, { register, id });
    this.titles.set(plain(title), { register, id });
  }

  /** Key of a record by its title (or its key). */
  async record(schema, title) {
    const known = this.titles.get(`${schema.name} ${plain(title)}`);
    if (known) {
      return known.id;
    }
    const page = (await this.api.get(`records/${schema.name}?${new URLSearchParams({ [schema.title]: title })}`)).must().json;
    if (page.records.length > 0) {
      return page.records[0].id;
    }
    return title;
  }

  async reference(field, title) {
    if (field.to === 'any') {
      const known = this.titles.get(plain(title));
      if (!known) {
        throw new Error(`rekaman "${title}" belum disebut sebelumnya`);
      }
      return `${known.register}:${known.id}`;
    }
    return this.record(await this.register(field.to), title);
  }

  choice(field, words) {
    return find(`Pilihan ${field.label.id}`, field.choices, words, (each) => [each.label.id, each.code]).code;
  }

  /** "Dokumen kebutuhan = lengkap; Kode sumber" as items of a parts field. */
  part(field, words) {
    const [label, text] = words.split('=').map((piece) => piece.trim());
    return { item: field.choices?.length ? this.choice(field, label) : label, text: text ?? 'ada' };
  }

  /** A cell of a scenario's table as JSON of the field. Files are left as { file: name }. */
  async value(field, words) {
    const text = words.trim();
    if (text === '' || text === '(kosong)') {
      return null;
    }
    switch (field.type) {
      case 'boolean': return plain(text) === 'ya';
      case 'date': return day(text, zones[this.slug]);
      case 'datetime': return moment(text)?.toISOString() ?? text;
      case 'choice': return this.choice(field, text);
      case 'choices': return list(text).map((each) => this.choice(field, each));
      case 'reference': return this.reference(field, text);
      case 'references': return Promise.all(list(text).map((each) => this.reference(field, each)));
      case 'parts': return list(text).map((each) => this.part(field, each));
      case 'list': return list(text).map((each) => (each.startsWith('Pasal ') ? normId(each) : each));
      case 'office': return office(text);
      case 'norm': return `${regulations[this.slug]}:${normId(text)}`;
      case 'integer': return Number(text);
      case 'money': return Number(text.replace(/^Rp|\./g, '')) * 100;
      case 'file': return { file: text };
      default: return text;
    }
  }

  /** Rows of a table as fields, and apart from them the files that must first be uploaded. */
  async fields(schema, rows) {
    const fields = {};
    const files = {};
    for (const [label, words] of rows) {
      const field = this.field(schema, label);
      const value = await this.value(field, words);
      if (value?.file) {
        files[field.name] = value.file;
      } else {
        fields[field.name] = value;
      }
    }
    return { fields, files };
  }
}
