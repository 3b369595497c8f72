/** Help as text, made from the tables of commands and options without loading anything: it must answer at once. */
import { exitCodesHelp } from './errors.js';
import { COMMANDS, type CommandRow, OPTIONS, type OptionRow } from './options.js';
import { commandLines, wrapped } from './wrap.js';

/** What most people come for. */
const EXAMPLES = [
  'caresim compare scenarios/norfolk/baseline.yaml scenarios/norfolk/principal-provider.yaml',
  'caresim run scenarios/norfolk/baseline.yaml --replications 50',
  'caresim check scenarios/norfolk/baseline.yaml',
];

/** Examples one under the other, each to be copied. */
const examplesText = (lines: readonly string[], width: number): string =>
  ['Examples:', ...lines.flatMap((line) => commandLines('  ', line, width))].join('\n');

function optionLines(names: CommandRow['options'], group: string, columns: number): string[] {
  const left = names.map((name) => {
    const { alias, value }: OptionRow = OPTIONS[name];
    const flag = name === 'report' || name === 'color' ? `no-${name}` : name;
    return `  ${alias === undefined ? '    ' : `-${alias}, `}--${flag}${value === undefined ? '' : ` ${value}`}`;
  });
  const width = Math.max(...left.map((text) => text.length)) + 2;
  return [group, ...left.flatMap((text, i) => wrapped(OPTIONS[names[i]!].describe, columns, text.padEnd(width)))];
}

function commandHelp(row: CommandRow, width: number): string {
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
      width,
    ).join('\n'),
  );
  const title = wrapped(`caresim ${row.name}: ${row.describe}`, width).join('\n');
  const next = wrapped(row.next, width).join('\n');
  return [title, examplesText(row.examples, width), `Usage: ${usage.filter(Boolean).join(' ')}`, ...blocks, next].join('\n\n');
}

function topHelp(columns: number): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 4;
  const commands = COMMANDS.flatMap(({ name, describe }) => wrapped(describe, columns, `  ${name}`.padEnd(width)));
  return [
    wrapped('caresim: what an adult social care system can carry, and what a plan would change', columns).join('\n'),
    examplesText(EXAMPLES, columns),
    'Usage: caresim <command> [options]',
    ['Commands:', ...commands].join('\n'),
    'More: caresim <command> --help, caresim help exit-codes',
  ].join('\n\n');
}

/** What help can be asked for. */
export const TOPICS: readonly string[] = [...COMMANDS.map(({ name }) => name).filter((name) => name !== 'help'), 'exit-codes'];

/** Running text is hard to read in longer lines. */
const WIDEST = 100;

/** Help on a command or a topic, on everything where no word is given; null on any other word. */
export function helpText(word: string | undefined, screen: number): string | null {
  const width = Math.min(screen, WIDEST);
  if (word === 'exit-codes') return exitCodesHelp(width);
  if (word === undefined || word === 'help') return topHelp(width);
  const row = COMMANDS.find(({ name }) => name === word);
  return row === undefined ? null : commandHelp(row, width);
}
