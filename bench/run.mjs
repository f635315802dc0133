// Runs the parts of the bench and prints one table. See bench/run.

import { cpus } from 'node:os';
import { readFileSync } from 'node:fs';
import { execute } from '../tests/support/program.mjs';
import { forgetTemplates } from '../tests/support/governments.mjs';

const parts = ['start', 'throughput', 'updates', 'import', 'compliance', 'lists', 'verify'];
const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (!parts.includes(name)) {
    console.error(`There is no part ${name}; there are: ${parts.join(' ')}`);
    process.exit(2);
  }
}

const rows = [];
/** One figure: what was measured, the goal, and the peer's figure for the same work. */
const figure = (row) => {
  rows.push(row);
  console.error(`  ${row.what}: ${row.value}${row.peer ? ` (${row.peerName}: ${row.peer})` : ''}`);
};

for (const name of parts.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  console.error(name);
  const { run } = await import(`./parts/${name}.mjs`);
  await run(figure);
}
await forgetTemplates();

const version = async (command, args) => (await execute(command, args)).out.concat((await execute(command, args)).err).split('\n')[0].trim();
const model = /model name\s*:\s*(.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown processor';
console.log(`\n${cpus().length} cores, ${model}; ${await version('sqlite3', ['--version'])}; ${await version('psql', ['--version'])}; ${await version('nginx', ['-v'])}\n`);

const columns = [['figure', 'what'], ['Pendopo', 'value'], ['goal', 'goal'], ['reached', 'reached'], ['peer', 'peer'], ['which peer', 'peerName'], ['ratio', 'ratio']];
const cells = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, key]) => String(row[key] === true ? 'yes' : row[key] === false ? 'NO' : row[key] ?? '')))];
const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
for (const [i, row] of cells.entries()) {
  console.log(`| ${row.map((cell, j) => cell.padEnd(widths[j])).join(' | ')} |`);
  if (i === 0) {
    console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  }
}
const missed = rows.filter(({ reached }) => reached === false);
console.log(`\n${rows.length} figures, ${missed.length} below their goal${missed.length ? `: ${missed.map(({ what }) => what).join('; ')}` : ''}`);
