/** `caresim init`: a folder of scenarios to start from. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { capital } from '../../report/words/numbers.js';
import { jsonSchema } from '../../scenario/json-schema.js';
import { type Args, quoted } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import { KINDS, type Kind, newFolder } from '../templates.js';
import type { Terminal } from '../terminal.js';

/** Letters of any script, digits and what stands between them in names: nothing that means something in YAML. */
const NAME = /^\p{L}[\p{L}\p{M}\p{N} .,'’&()/-]*$/u;

const listed = KINDS.map(({ id, words }, i) => `  ${i + 1}  ${id.padEnd(12)}${words}`).join('\n');

/** The kind named, or asked for where there is somebody to ask. */
async function kindOf(args: Args, terminal: Terminal): Promise<Kind> {
  if (args.kind !== undefined) return KINDS.find(({ id }) => id === args.kind)!;
  if (!terminal.canAsk) throw new InputError(['Say what kind of model it is with --kind:', '', listed], 'See: caresim init --help');
  terminal.say(`What is the model of?\n\n${listed}\n`);
  for (;;) {
    const answer = (await terminal.ask('Number or name [1]: ')).trim() || '1';
    const kind = KINDS.find(({ id }, i) => id === answer || String(i + 1) === answer);
    if (kind !== undefined) return kind;
    terminal.say(`"${answer}" is not in the list: type a number from 1 to ${KINDS.length}.`);
  }
}

/** A folder's name as a council's: "my-county" is My county. */
function nameFrom(directory: string): string {
  const words = basename(resolve(directory)).replaceAll(/[-_]+/g, ' ').trim();
  return NAME.test(words) ? capital(words) : 'Our council';
}

async function councilOf(args: Args, terminal: Terminal): Promise<string> {
  const fromFolder = nameFrom(args.words[0]!);
  if (args.name !== undefined) return args.name;
  if (args.kind !== undefined || !terminal.canAsk) return fromFolder;
  for (;;) {
    const answer = (await terminal.ask(`What is it called? [${fromFolder}]: `)).trim() || fromFolder;
    if (NAME.test(answer)) return answer;
    terminal.say(`"${answer}" cannot be a name here: begin with a letter, and use letters, digits, spaces and . , ' & ( ) / - only.`);
  }
}

/** @throws InputError unless the folder is empty or absent */
async function checkEmpty(directory: string): Promise<void> {
  const contents = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') throw new InputError([`${directory} is a file, not a folder: choose another name.`]);
    throw error;
  });
  if (contents.length > 0) throw new InputError([`${directory} is not empty: choose a new folder, so that nothing of yours is changed.`]);
}

/** @returns the exit code */
export async function init(args: Args, terminal: Terminal): Promise<number> {
  const directory = args.words[0]!;
  if (args.name !== undefined && !NAME.test(args.name))
    throw new InputError([`--name is "${args.name}": begin with a letter, and use letters, digits, spaces and . , ' & ( ) / - only.`]);
  await checkEmpty(directory);
  const kind = await kindOf(args, terminal);
  const council = await councilOf(args, terminal);
  const files = newFolder(kind, council, directory.replaceAll('\\', '/').replace(/\/+$/, ''), `${JSON.stringify(jsonSchema(), null, 2)}\n`);
  await mkdir(directory, { recursive: true });
  for (const [name, text] of files) await writeFile(join(directory, name), text, { flag: 'wx' });
  terminal.out([...files.keys()].map((name) => join(directory, name)).join('\n'));
  const [baseline, plan] = [...files.keys()].map((name) => quoted(join(directory, name)));
  terminal.say(`\n${council}: ${kind.words}. Every number is an example until you replace it.`);
  terminal.suggest('Next: ', `caresim check ${baseline}`);
  terminal.suggest('      ', `caresim compare ${baseline} ${plan} --replications 20`);
  return EXIT.done;
}
