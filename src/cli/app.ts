/** From words to a command: yargs splits them, our schemas judge them, one place turns what goes wrong into words and an exit code. */
import yargs, { type Argv } from 'yargs';
import { EXIT, EXIT_CODES_HELP, InputError } from './errors.js';
import { COMMANDS, type CommandRow, OPTIONS } from './options.js';
import type { Terminal } from './terminal.js';
import { VERSION } from './version.js';

/** What a command gets: words as yargs split them, not yet judged. */
export type RawArgs = Readonly<Record<string, unknown>>;

const TOP = `caresim: what an adult social care system can carry, and what a plan would change

Examples:
  caresim compare scenarios/norfolk/baseline.yaml scenarios/norfolk/principal-provider.yaml
  caresim run scenarios/norfolk/baseline.yaml --replications 50
  caresim check scenarios/norfolk/baseline.yaml

Usage: caresim <command> [options]`;

function usageOf(row: CommandRow): string {
  const options = row.options.length > 0 ? ' [options]' : '';
  const usage = `Usage: caresim ${[row.name, row.positional].filter(Boolean).join(' ')}${options}`;
  return `caresim ${row.name}: ${row.describe}\n\nExamples:\n${row.examples.map((line) => `  ${line}`).join('\n')}\n\n${usage}`;
}

function withOptions(argv: Argv, row: CommandRow): Argv {
  let built = argv.usage(usageOf(row)).epilogue(row.next);
  for (const name of row.options) {
    const option: (typeof OPTIONS)[typeof name] & { alias?: string; isList?: boolean } = OPTIONS[name];
    built = built.option(name, {
      type: option.type,
      group: option.group,
      describe: option.describe,
      ...(option.alias !== undefined && { alias: option.alias }),
      ...(option.isList === true && { array: true, nargs: 1 }),
    });
  }
  return built;
}

function parserFor(words: readonly string[], chosen: (row: CommandRow, args: RawArgs) => void): Argv {
  let argv = yargs([...words])
    .scriptName('caresim')
    .usage(TOP)
    .locale('en')
    .wrap(80)
    .parserConfiguration({ 'camel-case-expansion': false, 'strip-aliased': true, 'dot-notation': false, 'parse-numbers': false, 'parse-positional-numbers': false })
    .exitProcess(false)
    .strictCommands()
    .demandCommand(1)
    .version(VERSION)
    .help()
    .epilogue('More: caresim <command> --help, caresim help exit-codes')
    .fail((message, error) => {
      throw error ?? new InputError([message]);
    });
  for (const row of COMMANDS) {
    argv = argv.command(
      `${row.name} [words..]`,
      row.describe,
      (builder) => withOptions(builder, row),
      (args) => chosen(row, args),
    );
  }
  return argv;
}

/** Says what went wrong. @returns the exit code */
function explainFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof InputError) {
    for (const problem of error.problems) terminal.warn(problem);
    if (error.hint !== undefined) terminal.warn(`\n${error.hint}`);
    return EXIT.wrongInput;
  }
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  if (name === 'FolderError') {
    terminal.warn(message);
    return EXIT.wrongInput;
  }
  const failed = error as { failure?: { replication: number }; seed?: number };
  terminal.warn(terminal.tint('err', 'bad', 'caresim failed. This is a fault of the program, not of your scenario.'));
  terminal.warn(`\n  ${message}\n`);
  if (failed.failure !== undefined) {
    terminal.warn(`Seen again with: caresim trace SCENARIO --seed ${failed.seed} --replication ${failed.failure.replication}`);
  }
  terminal.warn(`Please report it with the command, the scenario file and the lines below.\n\n${stack}\ncaresim ${VERSION}, Node ${terminal.versions.node}`);
  return EXIT.ourFault;
}

async function dispatch(row: CommandRow, args: RawArgs, terminal: Terminal): Promise<number> {
  if (args.color === false) terminal.setColour(false);
  if (args.quiet === true) terminal.setQuiet(true);
  if (row.name === 'help') {
    terminal.out(EXIT_CODES_HELP);
    return EXIT.done;
  }
  const { parseArgs } = await import('./args.js');
  const { COMMAND_MODULES } = await import('./commands/index.js');
  const parsed = parseArgs(row, args);
  return (await COMMAND_MODULES[row.name]!())(parsed, terminal);
}

async function unknownCommand(words: readonly string[], error: InputError): Promise<InputError> {
  const word = words.find((candidate) => !candidate.startsWith('-'));
  if (word === undefined) return new InputError(['Say what to do: caresim <command>.'], 'See: caresim --help');
  if (COMMANDS.some((row) => row.name === word)) return error;
  const { nearestName } = await import('../scenario/nearest.js');
  const nearest = nearestName(word, COMMANDS.map((row) => row.name));
  return new InputError([`${word} is not a command.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`], 'See: caresim --help');
}

/** Runs one command line. @returns the exit code */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  let choice: { row: CommandRow; args: RawArgs } | undefined;
  try {
    const parser = parserFor(words, (row, args) => {
      choice = { row, args };
    });
    let printed = '';
    try {
      await parser.parse([...words], {}, (_error, _argv, output) => {
        printed = output;
      });
    } catch (error) {
      throw error instanceof InputError ? await unknownCommand(words, error) : error;
    }
    if (choice === undefined) {
      terminal.out(printed);
      return EXIT.done;
    }
    return await dispatch(choice.row, choice.args, terminal);
  } catch (error) {
    return explainFailure(error, terminal);
  }
}
