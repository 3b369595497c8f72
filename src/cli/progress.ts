/** Progress on standard error: on a screen one line redrawn at most ten times a second, else a line at the start and one at the end. */
import type { Progress } from '../experiment/simulate.js';
import { HEADLINES } from '../result/document.js';
import { estimateOf } from '../result/spread.js';
import type { Terminal } from './terminal.js';

const REDRAW_MS = 100;

/** Running estimate of the first headline metric: its mean, or in a comparison the first difference; and its precision so far. */
export function estimateSoFar(sides: Progress['sides']): string {
  const [baseline, alternative] = sides;
  const series = baseline?.aggregate.indexOf(HEADLINES[0], 'all', 'all') ?? -1;
  if (baseline === undefined || series < 0) return '';
  const values = baseline.aggregate.valuesOf(series, 0);
  const others = alternative?.aggregate.valuesOf(series, 0);
  const { n, mean, ci95 } = estimateOf(others ? values.map((value, r) => others[r]! - value) : values, baseline.aggregate.antithetic);
  if (n < 5 || mean === null || ci95 === null) return '';
  const precision = `precise to about ${(ci95[1] - mean).toPrecision(2).replace(/\.0$/, '')}`;
  if (!others) return `so far: ${Math.round(mean)} on the list, ${precision}`;
  return `so far: ${Math.abs(Math.round(mean))} ${mean < 0 ? 'fewer' : 'more'} on the list, ${precision}`;
}

function timeLeft(elapsedMs: number, done: number, of: number): string {
  const seconds = ((elapsedMs / done) * (of - done)) / 1000;
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

/** What is done with the futures. */
export interface Verbs {
  readonly doing: string;
  readonly done: string;
}
export const SIMULATING: Verbs = { doing: 'Simulating', done: 'Simulated' };

/** Follows one simulation. `noun` is what is counted: "futures" or "pairs". */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #noun: string;
  readonly #verbs: Verbs;
  readonly #started: number;
  #drawn = 0;
  #isShown = false;

  constructor(terminal: Terminal, noun: string, verbs: Verbs = SIMULATING) {
    this.#terminal = terminal;
    this.#noun = noun;
    this.#verbs = verbs;
    this.#started = performance.now();
  }

  /** The line at the start, where there is no screen to redraw. */
  start(title: string): void {
    if (!this.#terminal.canRedraw) this.#terminal.say(`${this.#verbs.doing} ${title}`);
  }

  update({ done, of, sides }: Progress): void {
    const now = performance.now();
    if (!this.#terminal.canRedraw || (now - this.#drawn < REDRAW_MS && done !== of)) return;
    this.#drawn = now;
    this.#isShown = true;
    const count = of === null ? `${done} ${this.#noun}` : `${done} of ${of} ${this.#noun}   ${Math.floor((100 * done) / of)}%`;
    const left = of === null ? '' : timeLeft(now - this.#started, done, of);
    const line = [`${this.#verbs.doing} ${count}`, left, estimateSoFar(sides)].filter(Boolean).join('   ');
    this.#terminal.draw(`\r\u001b[K${line.slice(0, this.#terminal.columns - 1)}`);
  }

  /** Clears the line; without a screen, the line at the end. */
  finish(done: number): void {
    if (this.#isShown) this.#terminal.draw('\r\u001b[K');
    if (this.#terminal.canRedraw) return;
    const seconds = (performance.now() - this.#started) / 1000;
    this.#terminal.say(`${this.#verbs.done} ${done} ${this.#noun} in ${seconds.toFixed(1)} s`);
  }
}
