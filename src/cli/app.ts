/** From words to a command: help at once, else parse, judge, dispatch; one place turns what goes wrong into words and an exit code. */
import { dirname } from 'node:path';
import { EXIT, InputError } from './errors.js';
import { helpText, TOPICS } from './help.js';
import { type Terminal, USUAL_WIDTH } from './terminal.js';
import { VERSION } from './version.js';

/** A place that cannot be written to, in words: the user can choose another. */
const PLACES: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'nothing can be written there',
  ENOTDIR: 'a part of it is a file, not a folder',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
};

/** Says what went wrong. @returns the exit code */
function explainFailure(error: unknown, terminal: Terminal): number {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof InputError) {
    terminal.warn([...error.problems, ...(error.hint === undefined ? [] : ['', error.hint])].join('\n'));
    return EXIT.wrongInput;
  }
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (name === 'FolderError' || PLACES[code] !== undefined) {
    const place = path === undefined ? '' : `${dirname(path)}: `;
    terminal.warn(PLACES[code] === undefined ? `${message}.` : `${place}${PLACES[code]}. Choose another folder.`);
    return EXIT.wrongInput;
  }
  const { failure, seed } = error as { failure?: { replication: number }; seed?: number };
  terminal.warn(terminal.tint('err', 'bad', 'caresim failed. This is a fault of the program, not of your scenario.'));
  terminal.warn(`\n  ${message}\n`);
  if (failure !== undefined) terminal.warn(`To see it again: caresim trace SCENARIO --seed ${seed} --replication ${failure.replication}\n`);
  terminal.warn(
    `Please report it with the command, the scenario file and these lines:\n\n${stack}\ncaresim ${VERSION}, Node ${terminal.versions.node}`,
  );
  return EXIT.ourFault;
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number> {
  const { splitWords } = await import('./parse.js');
  const { row, args } = splitWords(words);
  if (args.color === false) terminal.setColour(false);
  if (args.quiet === true) terminal.setQuiet(true);
  const { parseArgs } = await import('./args.js');
  const { COMMAND_MODULES } = await import('./commands/index.js');
  return (await COMMAND_MODULES[row.name]!())(parseArgs(row, args), terminal);
}

/**
 * Help or version, where that is all that is asked.
 * @throws InputError when help is asked on what there is none
 */
function quickAnswer(words: readonly string[], screen: number): string | null {
  const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const plain = options.filter((word) => !word.startsWith('-'));
  const isHelp = options.includes('--help') || options.includes('-h');
  if (isHelp || plain[0] === 'help') {
    const topic = plain[0] === 'help' ? plain[1] : plain[0];
    const text = helpText(topic, screen);
    if (text === null) throw new InputError([`There is no help on ${topic}.`], `There is on: ${TOPICS.join(', ')}.`);
    return text;
  }
  return options.length === 1 && (options[0] === '--version' || options[0] === '-V') ? VERSION : null;
}

/** Runs one command line. @returns the exit code */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const answer = quickAnswer(words, terminal.width ?? USUAL_WIDTH);
    if (answer === null) return await dispatch(words, terminal);
    terminal.out(answer);
    return EXIT.done;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}
