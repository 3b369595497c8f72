/** The two streams, whether each is a screen, and colour: the one place that knows. */
import { availableParallelism, cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import { commandLines, fitMessage } from './wrap.js';

type Stream = NodeJS.WriteStream;
export type Tone = 'good' | 'bad' | 'strong';

/** Everything of the process that commands may see. */
export interface Terminal {
  /** the answer */
  out(text: string): void;
  /** the conversation, in lines that fit the screen */
  say(text: string): void;
  /** what is wrong: said even under --quiet */
  warn(text: string): void;
  /** says a command to be copied, after a label */
  suggest(label: string, command: string): void;
  /** text for a stream in a tone, where that stream shows colour; colour is never the only sign */
  tint(stream: 'out' | 'err', tone: Tone, text: string): string;
  /** true when standard error is a screen on which a line can be redrawn */
  readonly canRedraw: boolean;
  /** shows a line on standard error until something else is written there or in its place; nothing where it cannot be redrawn */
  show(line: string): void;
  setQuiet(quiet: boolean): void;
  setColour(allowed: boolean): void;
  /** true when somebody sits at the keyboard and sees standard error */
  readonly canAsk: boolean;
  /** asks on standard error and waits for a line; an interrupt or the end of input there ends the program */
  ask(question: string): Promise<string>;
  /** columns of the screen that standard output is; null when it is none, and the answer's rows stay whole */
  readonly width: number | null;
  /** columns of the screen that standard error is; null when it is none */
  readonly messageWidth: number | null;
  readonly cores: number;
  readonly versions: Readonly<Record<string, string>>;
  now(): Date;
  /** the last that asked is called back at the first interrupt; a second one ends the program at once. @returns what stops listening */
  onInterrupt(callback: () => void): () => void;
  /** true after an interrupt that was called back for */
  readonly isInterrupted: boolean;
  /** calls back when the program ends, however it does but by force */
  onExit(callback: () => void): void;
}

/** Nothing is laid out for narrower screens than this. */
const NARROWEST = 60;
/** Columns of a screen that does not say, and of running text where there is no screen. */
export const USUAL_WIDTH = 80;

const FORMATS = { good: 'green', bad: 'red', strong: 'bold' } as const;

/** Stands for the escape character in texts that are tinted, until they are written: those of a scenario's texts never are one. */
const OWN_ESCAPE = '\ufdd0';
const OWN_CODE = /\ufdd0(?=\[(?:1|22|31|32|39)m)/g;

/** Control characters but line ends and tabs, and what turns the direction of writing: a name or a cell of a file may hold them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufdd0]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text as it may be written to a screen: what would drive the screen is shown as JSON writes it, `\u001b`, so that documents stay the
 * same documents; colours of our own become what they are.
 */
function harmless(text: string): string {
  return text
    .split(OWN_CODE)
    .map((part) => part.replaceAll('\r\n', '\n').replaceAll(STEERING, escaped))
    .join('\u001b');
}

function showsColour(stream: Stream, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

/** Commands in a message as the reader must type them: where npx started the program, the shell knows it by no other name. */
function asTyped(text: string, { npm_lifecycle_event: event, npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): string {
  if (event !== 'npx' || !/^["']?caresim\b/.test(script)) return text;
  return text.replaceAll(/(?<=^|: +|^ +)caresim (?=[a-z-])/gm, 'npx caresim ');
}

/** Columns of a stream: of its screen, or as COLUMNS says, which counts for a pipe too; null for a pipe or a file otherwise. */
function columnsOf(stream: Stream, env: NodeJS.ProcessEnv): number | null {
  const wished = /^[1-9]\d{0,4}$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : null;
  const columns = stream.isTTY === true ? stream.columns || wished || USUAL_WIDTH : wished;
  return columns === null ? null : Math.max(NARROWEST, columns);
}

/** Machine and system that a run is made on: for the record, no figure depends on it. "linux x64, 2 processors (AMD EPYC 7B13)" */
function systemOf({ platform, arch }: NodeJS.Process): string {
  const processors = cpus();
  const model = processors[0]?.model.trim().replace(/\s+/g, ' ');
  return `${platform} ${arch}, ${processors.length} ${processors.length === 1 ? 'processor' : 'processors'}${model ? ` (${model})` : ''}`;
}

/** The terminal of this process. */
export function createTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process;
  const streams = { out: stdout, err: stderr };
  const colour = { out: showsColour(stdout, env), err: showsColour(stderr, env) };
  let isQuiet = false;
  let isInterrupted = false;
  const listeners: (() => void)[] = [];
  const interrupt = () => {
    if (isInterrupted) process.exit(130);
    isInterrupted = true;
    listeners.at(-1)!();
  };
  const atExit: (() => void)[] = [];
  let isShowing = false;
  const canRedraw = () => stderr.isTTY === true && !isQuiet && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  const show = (line: string) => {
    if (!canRedraw() || (line === '' && !isShowing)) return;
    stderr.write(`\r\u001b[K${harmless(line)}`);
    isShowing = line !== '';
  };
  const write = (stream: Stream, text: string): void => {
    show('');
    stream.write(`${harmless(text)}\n`);
  };
  const warn = (text: string) => write(stderr, fitMessage(asTyped(text, env), columnsOf(stderr, env)));
  const say = (text: string) => {
    if (!isQuiet) warn(text);
  };
  // The shells of Windows do not take a backslash for "goes on".
  const mayBreak = process.platform !== 'win32';
  return {
    out: (text) => write(stdout, text),
    say,
    warn,
    suggest: (label, command) => {
      if (!isQuiet) write(stderr, commandLines(label, asTyped(command, env), mayBreak ? columnsOf(stderr, env) : null).join('\n'));
    },
    tint: (stream, tone, text) =>
      colour[stream]
        ? styleText(FORMATS[tone], text, { stream: streams[stream], validateStream: false }).replaceAll('\u001b', OWN_ESCAPE)
        : text,
    get canRedraw() {
      return canRedraw();
    },
    show,
    setQuiet: (quiet) => {
      isQuiet = quiet;
    },
    setColour: (allowed) => {
      if (!allowed) colour.out = colour.err = false;
    },
    canAsk: process.stdin.isTTY === true && stderr.isTTY === true,
    ask: (question) =>
      new Promise((resolve) => {
        const lines = createInterface({ input: process.stdin, output: stderr, terminal: false });
        const leave = () => process.exit(130);
        lines.once('close', leave);
        lines.question(harmless(question), (answer) => {
          lines.off('close', leave);
          lines.close();
          resolve(answer);
        });
      }),
    get width() {
      return columnsOf(stdout, env);
    },
    get messageWidth() {
      return columnsOf(stderr, env);
    },
    cores: availableParallelism(),
    get versions() {
      return { node: process.version, system: systemOf(process) };
    },
    now: () => new Date(),
    onInterrupt: (callback) => {
      listeners.push(callback);
      if (listeners.length === 1) process.on('SIGINT', interrupt);
      return () => {
        listeners.splice(listeners.indexOf(callback), 1);
        // after an interrupt the program is about to end: one more, an instant before, must not end it without its exit code
        if (listeners.length === 0 && !isInterrupted) process.off('SIGINT', interrupt);
      };
    },
    get isInterrupted() {
      return isInterrupted;
    },
    onExit: (callback) => {
      atExit.push(callback);
      if (atExit.length > 1) return;
      process.once('exit', () => {
        for (const one of atExit) one();
      });
      // A window that is closed, a machine that is shut down: without this they would end the program without its exit.
      for (const [signal, code] of [
        ['SIGHUP', 129],
        ['SIGTERM', 143],
      ] as const)
        process.once(signal, () => process.exit(code));
    },
  };
}
