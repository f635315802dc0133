import { defineParameterType } from '@cucumber/cucumber';
import { people, regionNames } from '../support/governments.mjs';

const alternatives = (texts) => new RegExp(texts.sort((a, b) => b.length - a.length).join('|'));

defineParameterType({ name: 'daerah', regexp: alternatives(Object.values(regionNames)), transformer: (text) => text });
defineParameterType({
  name: 'orang',
  regexp: alternatives([...Object.values(people).map((person) => person.called), 'administrator', 'warga']),
  transformer: (text) => text,
});
// The label of a register, as the pages show it, without capitals.
defineParameterType({ name: 'daftar', regexp: /(?!halaman\b)[A-Za-z][A-Za-z ()/-]*[A-Za-z)]/, transformer: (text) => text });
defineParameterType({ name: 'norma', regexp: /Pasal \d+(?: ayat \(\d+\))?(?: huruf [a-z])?/, transformer: (text) => text });
