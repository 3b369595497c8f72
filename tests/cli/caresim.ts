/** Runs the built command line as a user would, in a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/cli/main.js');
const LOCK = join(ROOT, 'node_modules/.caresim-build-lock');

function isStale(): boolean {
  if (!existsSync(MAIN)) return true;
  const built = statSync(MAIN).mtimeMs;
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).some(
    (path) => path.endsWith('.ts') && statSync(join(ROOT, 'src', path)).mtimeMs > built,
  );
}

/** True while another test file builds; what a build that was killed left behind counts for a minute. */
function isBuilding(): boolean {
  return existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs < 60_000;
}

/** Builds the program when its source is newer, once however many test files ask, and waits until it is whole. */
export async function build(): Promise<void> {
  const until = Date.now() + 50_000;
  while ((isBuilding() || isStale()) && Date.now() < until) {
    if (!isBuilding()) rmSync(LOCK, { recursive: true, force: true });
    try {
      mkdirSync(LOCK);
    } catch {
      await new Promise((done) => setTimeout(done, 100));
      continue;
    }
    try {
      if (isStale())
        execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
          cwd: ROOT,
          stdio: 'pipe',
        });
    } finally {
      rmSync(LOCK, { recursive: true, force: true });
    }
  }
}

/** A folder of its own for a test's results, and its removal. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'caresim-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Ran {
  readonly args: string;
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `caresim` in tests/cli. `interruptAfter`: sends interrupts, one or `times`, `afterMs` after standard error first holds this text. */
export function caresim(
  args: readonly string[],
  options: {
    readonly interruptAfter?: string;
    readonly afterMs?: number;
    readonly times?: number;
    readonly env?: Record<string, string>;
  } = {},
): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: import.meta.dirname, env: { ...process.env, ...options.env } });
    let [stdout, stderr] = ['', ''];
    let wasInterrupted = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (options.interruptAfter === undefined || wasInterrupted || !stderr.includes(options.interruptAfter)) return;
      wasInterrupted = true;
      for (let i = 0; i < (options.times ?? 1); i++) setTimeout(() => child.kill('SIGINT'), (options.afterMs ?? 700) + 50 * i);
    });
    // an interrupt that comes while Node is already taking the process down ends it by the signal: 130 to a shell
    child.on('close', (exit, signal) => done({ args: args.join(' '), exit: signal === 'SIGINT' ? 130 : exit, stdout, stderr }));
  });
}

/** One text with what was typed, the exit code and both streams, for a snapshot. */
export function transcript({ args, exit, stdout, stderr }: Ran, hidden: Record<string, string> = {}): string {
  const text = `$ caresim ${args}\nexit ${exit}\n----- stdout\n${stdout}----- stderr\n${stderr}`;
  return Object.entries(hidden).reduce((shown, [secret, word]) => shown.replaceAll(secret, word), text);
}
