/** Splits a command line with yargs' parser. What it finds is judged by `args.ts`. */
import parser from 'yargs-parser';
import { nearestName } from '../scenario/nearest.js';
import { InputError } from './errors.js';
import { COMMANDS, type CommandRow, OPTIONS, type OptionRow } from './options.js';

/** What a command gets: words as the parser split them, not yet judged. */
export type RawArgs = Readonly<Record<string, unknown>>;

export interface Choice {
  readonly row: CommandRow;
  readonly args: RawArgs;
}

const SPLITTING = {
  'camel-case-expansion': false,
  'strip-aliased': true,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
} as const;

const rows: readonly (readonly [string, OptionRow])[] = Object.entries(OPTIONS);
const named = (test: (row: OptionRow) => boolean) => rows.filter(([, row]) => test(row)).map(([name]) => name);

const SYNTAX = {
  string: named(({ type }) => type === 'string'),
  boolean: named(({ type }) => type === 'boolean'),
  array: named(({ isList }) => isList === true),
  narg: Object.fromEntries(named(({ isList }) => isList === true).map((name) => [name, 1])),
  alias: Object.fromEntries(rows.flatMap(([name, { alias }]) => (alias === undefined ? [] : [[name, [alias]]]))),
  configuration: SPLITTING,
};

function unknownCommand(word: string | undefined): InputError {
  const hint = 'See: caresim --help';
  if (word === undefined) return new InputError(['Say what to do: caresim <command>.'], hint);
  const nearest = nearestName(
    word,
    COMMANDS.map((row) => row.name),
  );
  return new InputError([`${word} is not a command.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`], hint);
}

/**
 * The command chosen and its raw options. Unknown options come through, so that all of them can be named at once.
 * @throws InputError when no command is chosen, or the line cannot be split
 */
export function splitWords(line: readonly string[]): Choice {
  const { argv, error } = parser.detailed([...line], SYNTAX);
  const { _: all, ...options } = argv;
  const [command, ...words] = all.map(String);
  const row = COMMANDS.find(({ name }) => name === command);
  if (row === undefined) throw unknownCommand(command);
  const see = `See: caresim ${row.name} --help`;
  const lacking = /^Not enough arguments following: (\S+)$/.exec(error?.message ?? '')?.[1];
  if (error) throw new InputError([lacking === undefined ? error.message : `--${lacking} needs a value.`], see);
  const assigned = line.flatMap((word) => /^--(?:no-)?([\w-]+)=/.exec(word)?.[1] ?? []).filter((name) => SYNTAX.boolean.includes(name));
  if (assigned.length > 0)
    throw new InputError(
      assigned.map((name) => `--${name} takes no value: write it alone, or leave it out.`),
      see,
    );
  return { row, args: { ...options, words } };
}
