/** What the documents hold: commands to type, scenarios to save. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
export const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  'results/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];
export const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Block {
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

export const blocks = DOCUMENTS.flatMap((file): Block[] =>
  [...textOf(file).matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```$/gm)].map(([, , language, text]) => ({
    file,
    language: language!,
    text: text!,
  })),
);

/** Files shown in a document, by the path in their first line. */
export const shown = new Map(
  blocks.flatMap(({ language, text }) => {
    const path = /^# (\S+\.yaml)\n/.exec(text)?.[1];
    return language === 'yaml' && path !== undefined ? [[join(ROOT, path), text] as const] : [];
  }),
);

/** Words of a command line, quotation marks taken off. */
const wordsOf = (line: string) => [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!);

/** Every command of caresim in a document, in order. */
export const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ file, text }) =>
    text
      .replaceAll('\\\n', ' ')
      .split('\n')
      .flatMap((written) => {
        const [, line] = /^\s*(?:\$ )?(?:npx )?(?:caresim|node dist\/cli\/main\.js) ((?:"[^"]*"|'[^']*'|[^#>|])*)/.exec(written) ?? [];
        return line === undefined ? [] : [{ file, line: line.trim(), words: wordsOf(line) }];
      }),
  );

/** Folders that a document makes before it uses them. */
export const isMade = (file: string, path: string): boolean =>
  commands.some((one) => one.file === file && one.words[0] === 'init' && path.startsWith(`${one.words[1]}/`));

/** Text of a file, shown in a document or on disk. */
export const readShown = (path: string): string => shown.get(resolve(path)) ?? readFileSync(path, 'utf8');

/** True where a command can have a file: on disk, shown, or made by a command. */
export const isThere = (file: string, path: string): boolean =>
  existsSync(join(ROOT, path)) || shown.has(join(ROOT, path)) || isMade(file, path);
