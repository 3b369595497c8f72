/** Runs the command line in this process, on streams that remember: the same code as `caresim`, without the wait for a process. */
import { PassThrough } from 'node:stream';
import { runCli } from '../../src/cli/app.js';
import { createTerminal } from '../../src/cli/terminal.js';
import type { Ran } from './caresim.js';

export interface Screen {
  /** columns of the screen that standard output is; none when left out */
  readonly width?: number;
  /** columns of the screen that standard error is; none when left out and nothing is typed */
  readonly messageWidth?: number;
  /** the environment; NO_COLOR when left out */
  readonly env?: Readonly<Record<string, string>>;
  /** lines typed at a keyboard, one whenever a question is asked */
  readonly typed?: readonly string[];
  /** receives the callback of an interrupt */
  readonly onInterrupt?: (interrupt: () => void) => void;
}

/** Words as after `caresim`; paths are from the project's folder. */
export async function runHere(
  words: readonly string[],
  { width, messageWidth, env = { NO_COLOR: '1' }, typed, onInterrupt }: Screen = {},
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const stdin = Object.assign(new PassThrough(), { isTTY: typed !== undefined });
  const lines = [...(typed ?? [])];
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY: name === 'stdout' ? width !== undefined : typed !== undefined || messageWidth !== undefined,
    columns: name === 'stdout' ? width : messageWidth,
    write: (text: string) => {
      written[name] += text;
      if (name === 'stderr' && text.endsWith(': ')) setImmediate(() => stdin.write(`${lines.shift()}\n`));
      return true;
    },
  });
  const on = (event: string, callback: () => void) => {
    if (event === 'SIGINT') onInterrupt?.(callback);
  };
  const process = {
    stdin,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    version: 'v20',
    platform: 'linux',
    arch: 'x64',
    on,
    once: on,
    off: () => {},
  };
  const exit = await runCli(words, createTerminal(process as unknown as NodeJS.Process));
  return { args: words.join(' '), exit, ...written };
}
