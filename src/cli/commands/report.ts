/** `caresim report`: reports drawn again from result folders, without running anything, and their charts as PNG too. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { reportFiles } from '../../experiment/save.js';
import { refresh } from '../../experiment/write.js';
import type { Files } from '../../result/folder.js';
import { readFolder } from '../../result/read.js';
import type { Args } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import { drawing } from '../simulating.js';
import type { Terminal } from '../terminal.js';

const HINT = 'Name folders that caresim run or caresim compare wrote, such as results/norfolk-baseline/2026-10-01T09-00-00.';

/** @param directory where it was looked for */
function reasonOf(error: unknown, directory: string): string {
  const { code, path, name, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return existsSync(directory) ? `it holds no ${relative(directory, path!)}` : 'it is not there';
  if (code === 'ENOTDIR') return 'it is a file, not a folder';
  if (code === 'EACCES') return 'you may not read it';
  return name === 'ZodError' || name === 'SyntaxError' ? 'it is of another version, or was changed: run it again' : message;
}

/** Charts as PNG, or none, which is said, where the machine has no font or the library no binary for it. */
async function pictures(charts: readonly { readonly name: string; readonly svg: string }[], terminal: Terminal): Promise<Files> {
  try {
    const { hasFonts, pngOf } = await import('../../report/png.js');
    if (hasFonts()) return new Map(charts.map(({ name, svg }) => [`charts/${name}.png`, pngOf(svg)]));
    terminal.warn('Charts are written as SVG alone: this machine has no font (on Debian, install fonts-liberation).');
  } catch {
    terminal.warn('Charts are written as SVG alone: there is no PNG drawing for this machine.');
  }
  return new Map();
}

/** @returns the exit code */
export async function report(args: Args, terminal: Terminal): Promise<number> {
  const folders = await Promise.all(
    args.words.map(async (directory) => {
      try {
        return { directory, folder: await readFolder((path) => readFile(join(directory, path))) };
      } catch (error) {
        return { directory, problem: `${directory} is not a result that can be read: ${reasonOf(error, directory)}.` };
      }
    }),
  );
  const problems = folders.flatMap((one) => one.problem ?? []);
  if (problems.length > 0) throw new InputError(problems, HINT);
  const draw = (await drawing(args))!;
  for (const { directory, folder } of folders) {
    if (!folder) continue;
    const drawn = draw(folder);
    await refresh(directory, folder.manifest, new Map([...reportFiles(drawn), ...(await pictures(drawn.charts, terminal))]));
    terminal.out(join(directory, 'report.html'));
  }
  return EXIT.done;
}
