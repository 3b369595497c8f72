/** Splits a command line with yargs. What it finds is judged by `args.ts`. */
import yargs, { type Argv } from 'yargs';
import { nearestName } from '../scenario/nearest.js';
import { InputError } from './errors.js';
import { COMMANDS, type CommandRow, OPTIONS, type OptionRow } from './options.js';

/** What a command gets: words as yargs split them, not yet judged. */
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

function withOptions(argv: Argv, row: CommandRow): Argv {
  let built = argv;
  for (const name of row.options) {
    const { type, alias, isList }: OptionRow = OPTIONS[name];
    built = built.option(name, { type, ...(alias !== undefined && { alias }), ...(isList === true && { array: true, nargs: 1 }) });
  }
  return built;
}

function unknownCommand(words: readonly string[], message: string): InputError {
  const word = words.find((candidate) => !candidate.startsWith('-'));
  const hint = 'See: caresim --help';
  if (word === undefined) return new InputError(['Say what to do: caresim <command>.'], hint);
  if (COMMANDS.some((row) => row.name === word)) return new InputError([message], `See: caresim ${word} --help`);
  const names = COMMANDS.map((row) => row.name);
  const nearest = nearestName(word, names);
  return new InputError([`${word} is not a command.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`], hint);
}

/**
 * The command chosen and its raw options. Unknown options come through, so that all of them can be named at once.
 * @throws InputError when no command is chosen, or the line cannot be split
 */
export function splitWords(words: readonly string[]): Choice {
  let choice: Choice | undefined;
  let argv = yargs([...words])
    .scriptName('caresim')
    .locale('en')
    .parserConfiguration(SPLITTING)
    .exitProcess(false)
    .strictCommands()
    .demandCommand(1)
    .version(false)
    .help(false)
    .fail((message, error) => {
      throw error ?? unknownCommand(words, message);
    });
  for (const row of COMMANDS) {
    argv = argv.command(
      `${row.name} [words..]`,
      row.describe,
      (builder) => withOptions(builder, row),
      (args) => {
        choice = { row, args };
      },
    );
  }
  argv.parseSync();
  if (choice === undefined) throw unknownCommand(words, 'No command was understood.');
  return choice;
}
