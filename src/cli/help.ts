/** Help as text, made from the tables of commands and options without loading anything: it must answer at once, in 80 columns. */
import { EXIT_CODES_HELP } from './errors.js';
import { COMMANDS, type CommandRow, OPTIONS, type OptionRow } from './options.js';

const WIDTH = 80;

/** Text wrapped to a width, later lines indented. */
function wrap(text: string, indent: number): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > WIDTH - indent) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

function optionLines(names: CommandRow['options'], group: string): string[] {
  const left = names.map((name) => {
    const { alias, value }: OptionRow = OPTIONS[name];
    const flag = name === 'report' || name === 'color' ? `no-${name}` : name;
    return `  ${alias === undefined ? '    ' : `-${alias}, `}--${flag}${value === undefined ? '' : ` ${value}`}`;
  });
  const width = Math.max(...left.map((text) => text.length)) + 2;
  return [`${group}`, ...left.map((text, i) => `${text.padEnd(width)}${wrap(OPTIONS[names[i]!].describe, width)}`)];
}

function commandHelp(row: CommandRow): string {
  const usage = [
    'caresim',
    row.name,
    row.least === 0 && row.positional ? `[${row.positional}]` : row.positional,
    row.options.length > 0 ? '[options]' : '',
  ];
  const groups = [...new Set(row.options.map((name) => OPTIONS[name].group))];
  const blocks = groups.map((group) =>
    optionLines(
      row.options.filter((name) => OPTIONS[name].group === group),
      group,
    ).join('\n'),
  );
  const examples = `Examples:\n${row.examples.map((line) => `  ${line.replace(/ (?=scenarios\/[^ ]+\/principal)/, ' \\\n      ')}`).join('\n')}`;
  return [wrap(`caresim ${row.name}: ${row.describe}`, 0), examples, `Usage: ${usage.filter(Boolean).join(' ')}`, ...blocks, row.next].join(
    '\n\n',
  );
}

function topHelp(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 4;
  const commands = COMMANDS.map(({ name, describe }) => `  ${name.padEnd(width - 2)}${wrap(describe, width)}`);
  return `${wrap('caresim: what an adult social care system can carry, and what a plan would change', 0)}

Examples:
  caresim compare scenarios/norfolk/baseline.yaml \\
      scenarios/norfolk/principal-provider.yaml
  caresim run scenarios/norfolk/baseline.yaml --replications 50
  caresim check scenarios/norfolk/baseline.yaml

Usage: caresim <command> [options]

Commands:
${commands.join('\n')}

More: caresim <command> --help, caresim help exit-codes`;
}

/** Help on a command or a topic; on everything for any other word. */
export function helpText(word: string | undefined): string {
  if (word === 'exit-codes') return EXIT_CODES_HELP;
  const row = COMMANDS.find(({ name }) => name === word);
  return row === undefined || row.name === 'help' ? topHelp() : commandHelp(row);
}
