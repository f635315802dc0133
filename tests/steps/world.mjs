import { After, AfterAll, Before, setDefaultTimeout, setWorldConstructor, World } from '@cucumber/cucumber';
import { forgetTemplates, freshPlace, regionNames, regulations } from '../support/governments.mjs';
import { removeFolder } from '../support/program.mjs';
import { accountOf, Words } from './words.mjs';

setDefaultTimeout(120_000);

/** One scenario: its own governments, and what was last answered. */
class Scenario extends World {
  wanted = [];
  words = {};

  /** Names the governments that the scenario is about; the first is where it happens. */
  want(...names) {
    this.wanted.push(...names.map((name) => {
      const found = Object.entries(regionNames).find(([, each]) => each === name);
      if (!found) {
        throw new Error(`"${name}" bukan pemerintah daerah yang dikenal`);
      }
      return found[0];
    }));
    this.slug = this.wanted[0];
  }

  /** The scenario's governments, made and served when first needed. */
  async place() {
    if (!this.opened) {
      if (this.wanted.length === 0) {
        throw new Error('mulailah dengan: Diketahui pemerintah Kota ...');
      }
      this.opened = await freshPlace(this.wanted);
      await this.opened.serve();
    }
    return this.opened;
  }

  async api(called) {
    return (await this.place()).api(this.slug, accountOf(called));
  }

  /** Words of the government where the scenario is. */
  async here() {
    const api = await this.api('petugas Dinas Kominfo');
    this.words[this.slug] ??= new Words(api, this.slug);
    return this.words[this.slug];
  }

  get regulation() {
    return regulations[this.slug];
  }
}
setWorldConstructor(Scenario);

Before(function (scenario) {
  this.name = scenario.pickle.name;
});

After(async function ({ result }) {
  if (!this.opened) {
    return;
  }
  if (result?.status === 'FAILED' && this.answer) {
    this.log(`${this.answer.request}: ${this.answer.status} ${this.answer.text.slice(0, 1500)}`);
  }
  const { server } = this.opened;
  const running = server?.running ?? true;
  const err = server?.process.err ?? '';
  await this.opened.close();
  await removeFolder(this.opened.data);
  if (!running) {
    throw new Error(`the server ended during the scenario: ${err}`);
  }
});

AfterAll(forgetTemplates);
