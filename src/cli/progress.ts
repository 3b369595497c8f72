/** Progress on standard error: on a screen one line redrawn at most ten times a second, else a line at the start and one at the end. */
import type { Progress } from '../experiment/simulate.js';
import { metricOf } from '../report/words/names.js';
import { amount, figure, halfWidth, signed } from '../report/words/numbers.js';
import { HEADLINES } from '../result/document.js';
import { estimateOf } from '../result/spread.js';
import { type Terminal, USUAL_WIDTH } from './terminal.js';
import { shown } from './wrap.js';

const REDRAW_MS = 100;
/** Fewer futures say too little of how precise a mean is. */
const FEWEST = 5;

/** The estimate so far: of one scenario the mean, of several the difference of each plan from the first; and how precise each is. */
export interface Estimate {
  readonly values: readonly string[];
  readonly precisions: readonly string[];
}

/** Running estimate of a metric; null while it is too early, or where the scenario does not have it. */
export function estimateSoFar(sides: Progress['sides'], id: string): Estimate | null {
  const [baseline, ...plans] = sides.map(({ aggregate }) => {
    const series = aggregate.indexOf(id, 'all', 'all');
    return series < 0 ? null : aggregate.valuesOf(series, 0);
  });
  if (!baseline) return null;
  const { antithetic } = sides[0]!.aggregate;
  const { unit } = metricOf(id);
  const samples = plans.length === 0 ? [baseline] : plans.map((values) => (values ?? []).map((value, r) => value - baseline[r]!));
  const found = samples.map((values) => estimateOf(values, antithetic));
  if (found.some(({ n, ci95 }) => n < FEWEST || ci95 === null)) return null;
  const halves = found.map(({ ci95 }) => halfWidth(ci95)!);
  return {
    values: found.map(({ mean }, i) => (plans.length === 0 ? figure(mean, unit, halves[i]!, true) : signed(mean, unit, halves[i]!))),
    precisions: halves.map((half) => amount(half, unit, half, true).replace(/ percentage points?$/, ' points')),
  };
}

/** The estimate in words, the longest first. */
function estimateTexts(estimate: Estimate | null, id: string): readonly string[] {
  if (estimate === null) return [];
  const { values, precisions } = estimate;
  const said = [values, precisions].map((texts) => texts.map(shown).join(', '));
  const { words } = metricOf(id);
  const short = values.map((value, i) => `${shown(value)} (±${shown(precisions[i]!)})`).join(', ');
  return [`so far: ${words} ${said[0]}, precise to about ${said[1]}`, `so far: ${words} ${short}`, `so far: ${short}`];
}

function timeLeft(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s left` : `${Math.round(seconds / 60)} min left`;
}

/** How fast it goes is judged by the last of this time and of some futures: what was finished before an interrupt is read in at once. */
const JUDGED_MS = 10_000;

/** What is done with the futures. */
export interface Verbs {
  readonly doing: string;
  readonly done: string;
}
export const SIMULATING: Verbs = { doing: 'Simulating', done: 'Simulated' };

/** "1 future", "3 futures of each" */
export function many(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : noun.replace(/^(?:finished )?\w+/, '$&s')}`;
}

/** What is followed: what is counted ("future" or "pair"), and the metric whose estimate is shown. */
export interface Followed {
  readonly noun: string;
  readonly metric?: string;
  readonly verbs?: Verbs;
}

/** Follows one simulation. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #noun: string;
  readonly #metric: string;
  readonly #verbs: Verbs;
  readonly #started: number;
  /** when how many were done, oldest first */
  readonly #marks: { readonly at: number; readonly done: number }[];
  #drawn = 0;

  constructor(terminal: Terminal, { noun, metric = HEADLINES[0], verbs = SIMULATING }: Followed) {
    this.#terminal = terminal;
    this.#noun = noun;
    this.#metric = metric;
    this.#verbs = verbs;
    this.#started = performance.now();
    this.#marks = [{ at: this.#started, done: 0 }];
  }

  /** The line at the start; on a screen it stays until the first future is finished. */
  start(title: string): void {
    const line = `${this.#verbs.doing} ${title}`;
    if (this.#terminal.canRedraw)
      this.#terminal.show(line.length <= this.#room ? line : `${this.#verbs.doing}: no ${this.#noun} is finished yet`);
    else this.#terminal.say(line);
  }

  /** Columns of the line: a full one would make the screen scroll. */
  get #room(): number {
    return (this.#terminal.messageWidth ?? USUAL_WIDTH) - 1;
  }

  update({ done, of, sides }: Progress): void {
    const now = performance.now();
    if (!this.#terminal.canRedraw || (now - this.#drawn < REDRAW_MS && done !== of)) return;
    this.#drawn = now;
    const left = of === null || of === done ? '' : timeLeft(this.#secondsLeft(now, done, of));
    this.#terminal.show(this.#fitting(done, of, left, estimateTexts(estimateSoFar(sides, this.#metric), this.#metric)));
  }

  /** The fullest line that the screen has room for. */
  #fitting(done: number, of: number | null, left: string, estimates: readonly string[]): string {
    const count = of === null ? `${many(done, this.#noun)}, until precise enough` : `${done} of ${many(of, this.#noun)}`;
    const percent = of === null ? '' : `${Math.floor((100 * done) / of)}%`;
    const about = left === '' ? '' : `about ${left}`;
    const lines = [
      [`${this.#verbs.doing} ${count}`, percent, about, estimates[0] ?? ''],
      ...estimates.map((estimate) => [count, percent, left, estimate]),
      [`${done}${of === null ? '' : ` of ${of}`}`, left, estimates.at(-1) ?? ''],
      [count, percent, left],
    ].map((parts) => parts.filter(Boolean).join('   '));
    return lines.find((line) => line.length <= this.#room) ?? count;
  }

  #secondsLeft(now: number, done: number, of: number): number {
    this.#marks.push({ at: now, done });
    const isEnough = ({ at, done: before }: { readonly at: number; readonly done: number }) =>
      now - at >= JUDGED_MS && done - before >= FEWEST;
    while (isEnough(this.#marks[1]!)) this.#marks.shift();
    const [first] = this.#marks;
    return ((now - first!.at) / Math.max(1, done - first!.done)) * ((of - done) / 1000);
  }

  /** On a screen, what is done next; else the line at the end. */
  finish(done: number): void {
    if (this.#terminal.canRedraw) {
      this.#terminal.show(done === 0 ? '' : `Writing what came out of ${many(done, this.#noun)}`);
      return;
    }
    const seconds = (performance.now() - this.#started) / 1000;
    this.#terminal.say(`${this.#verbs.done} ${many(done, this.#noun)} in ${seconds.toFixed(1)} s`);
  }
}
