/**
 * `docs/reference.md`, from the schema of scenarios and the registry of measures: npm run build && node docs/reference.mjs
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text) => (text === '' ? '' : `\`${text}\``);
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`;
const table = (head, rows) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

/** Settings under a path, depth first; what is written like a sibling before it is named once. */
function settingsUnder(path, explain, seen) {
  const found = explain(path);
  if (!found.ok) throw new Error(path);
  const { explanation } = found;
  if (explanation.settings.length === 0) return [explanation];
  const key = JSON.stringify(explanation.settings);
  const first = seen.get(key);
  if (first !== undefined) return [{ ...explanation, same: first, settings: [] }];
  seen.set(key, path);
  return [explanation, ...explanation.settings.flatMap(({ name }) => settingsUnder(`${path}.${name}`, explain, seen))];
}

function settingRow({ path, description, unit = '', allowed = '', words, same, settings, leftOut }) {
  const may = same ? `as ${code(same)}` : words.length > 0 ? `one of: ${words.join(', ')}` : allowed;
  return row(code(path), `${settings.length > 0 ? '**' : ''}${description}${settings.length > 0 ? '**' : ''}`, unit, may, leftOut);
}

/** The whole document. */
export function referenceOf({ explain, say, metrics }) {
  const all = explain('').explanation.settings.map(({ name }) => ({ name, found: settingsUnder(name, explain, new Map()) }));
  const section = (title, found) =>
    `### ${title}\n\n${table(
      ['setting', 'meaning', 'unit', 'may be', 'left out'],
      found.map((one) => settingRow(one, say)),
    )}`;
  const alone = all.flatMap(({ found }) => (found.length === 1 ? found : []));
  const sections = [section('The file', alone), ...all.flatMap(({ name, found }) => (found.length === 1 ? [] : [section(name, found)]))];
  const measures = metrics.map(({ id, meaning, unit, kind, better, by }) => row(code(id), meaning, unit, kind, better, by.join(', ')));
  return `# Reference

Made from the schema of scenarios and the registry of measures by \`npm run reference\`; the words are those of \`caresim explain PATH\`, which
also gives examples and says where a setting acts in [the model](model.md). Sections in bold have settings of their own beneath. Ids stand
between the steps of a path: \`homeCare.providers.framework_west.price\` is set by \`homeCare.providers.price\` here.

Every number may be written bare or as \`{value, source, confidence}\`. Times and rates have a unit: \`14 days\`, \`12 per week\`, \`41% per year\`.
Distributions: \`{exponential: {mean}}\`, \`{gamma: {mean, shape}}\`, \`{lognormal: {mean, median}}\`, \`{weibull: {mean, shape}}\`, \`{erlang: {mean, phases}}\`,
\`{triangular: {low, mode, high}}\`, \`{uniform: {low, high}}\`, \`{fixed}\`, \`{empirical: [...]}\`, \`{mixture: [{weight, law}, ...]}\`; with mean and \`sd\` or
\`cv\` in place of a shape, and \`plus\` or \`cappedAt\` beside.

## Settings

${sections.join('\n\n')}

## Measures

${table(['measure', 'meaning', 'unit', 'kind', 'better', 'known by'], measures)}
`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const { explain, writtenAs } = await import('../dist/scenario/explain.js');
  const { METRICS } = await import('../dist/metrics.js');
  writeFileSync(join(import.meta.dirname, 'reference.md'), referenceOf({ explain, say: writtenAs, metrics: METRICS }));
}
