/** The two streams, whether each is a screen, and colour: the one place that knows. */
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';

type Stream = NodeJS.WriteStream;
export type Tone = 'good' | 'bad' | 'strong';

/** Everything of the process that commands may see. */
export interface Terminal {
  /** the answer */
  out(text: string): void;
  /** the conversation */
  say(text: string): void;
  /** what is wrong: said even under --quiet */
  warn(text: string): void;
  /** text for a stream in a tone, where that stream shows colour; colour is never the only sign */
  tint(stream: 'out' | 'err', tone: Tone, text: string): string;
  /** true when standard error is a screen on which a line can be redrawn */
  readonly canRedraw: boolean;
  /** writes to standard error as it is, for redrawing */
  draw(text: string): void;
  setQuiet(quiet: boolean): void;
  setColour(allowed: boolean): void;
  /** true when somebody sits at the keyboard and sees standard error */
  readonly canAsk: boolean;
  /** asks on standard error and waits for a line; an interrupt or the end of input there ends the program */
  ask(question: string): Promise<string>;
  readonly columns: number;
  /** columns of the screen that standard output is; null when it is none */
  readonly width: number | null;
  readonly cores: number;
  readonly versions: Readonly<Record<string, string>>;
  now(): Date;
  /** calls back at the first interrupt; a second one ends the program at once */
  onInterrupt(callback: () => void): () => void;
}

const FORMATS = { good: 'green', bad: 'red', strong: 'bold' } as const;

function showsColour(stream: Stream, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

/** The terminal of this process. */
export function createTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr, env } = process;
  const streams = { out: stdout, err: stderr };
  const colour = { out: showsColour(stdout, env), err: showsColour(stderr, env) };
  let isQuiet = false;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    say: (text) => {
      if (!isQuiet) stderr.write(`${text}\n`);
    },
    warn: (text) => void stderr.write(`${text}\n`),
    tint: (stream, tone, text) =>
      colour[stream] ? styleText(FORMATS[tone], text, { stream: streams[stream], validateStream: false }) : text,
    get canRedraw() {
      return stderr.isTTY === true && !isQuiet && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
    },
    draw: (text) => void stderr.write(text),
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
        lines.question(question, (answer) => {
          lines.off('close', leave);
          lines.close();
          resolve(answer);
        });
      }),
    columns: stderr.columns ?? 80,
    width: stdout.isTTY === true ? (stdout.columns ?? 80) : null,
    cores: availableParallelism(),
    versions: { node: process.version },
    now: () => new Date(),
    onInterrupt: (callback) => {
      const once = () => {
        process.once('SIGINT', () => process.exit(130));
        callback();
      };
      process.once('SIGINT', once);
      return () => void process.off('SIGINT', once);
    },
  };
}
