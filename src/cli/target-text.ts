/** Targets in planner's words: how many are met, and in rows those that are not, or all where they are few. */
import { keyWords, metricOf, type Names } from '../report/words/names.js';
import { capital, figure, halfWidth, ofHundred, range } from '../report/words/numbers.js';
import type { TargetResult } from '../result/document.js';
import { fitted } from './table.js';
import type { Terminal } from './terminal.js';
import { sentence } from './wrap.js';

/** A key without its explanation in brackets: "pathway 1". */
function shortKey(by: string, key: string, names: Names): string {
  return keyWords(by, key, names).replace(/ \(.*\)$/, '');
}

const MOST_KEYS = 4;

/** Keys that a target sums: the first few, and how many more. */
function keysLabel(by: string, keys: readonly string[], names: Names): string {
  const shown = keys.slice(0, keys.length > MOST_KEYS ? 1 : MOST_KEYS).map((key) => shortKey(by, key, names));
  return shown.join(' + ') + (keys.length > MOST_KEYS ? ` and ${keys.length - 1} more` : '');
}

/** What a target is about. */
function targetLabel(target: TargetResult, names: Names): string {
  const [first, second] = typeof target.metric === 'string' ? [target.metric] : target.metric;
  const keys = target.by && target.keys ? `, ${keysLabel(target.by, target.keys, names)}` : '';
  const words = second === undefined ? metricOf(first).words : `${metricOf(first).words} / ${metricOf(second).words}`;
  return `${target.share ? 'share of ' : ''}${words}${keys}`;
}

function unitOf(target: TargetResult): string {
  if (target.share) return 'share';
  return typeof target.metric === 'string' ? metricOf(target.metric).unit : '';
}

/** What each verdict is called in a row, and in the count above the rows. */
const VERDICTS = {
  missed: { row: 'MISSED', count: 'missed' },
  'no value': { row: 'NO VALUE', count: 'without a value' },
  imprecise: { row: 'imprecise', count: 'inside but imprecise (more futures settle it)' },
  met: { row: 'met', count: 'met' },
} as const;
const ORDER = Object.keys(VERDICTS) as (keyof typeof VERDICTS)[];

function targetRow(target: TargetResult, names: Names): string[] {
  const unit = unitOf(target);
  const precision = halfWidth(target.ci95);
  const band = target.high !== null && target.low !== null ? (target.high - target.low) / 10 : null;
  return [
    capital(targetLabel(target, names)),
    range(target.low, target.high, unit, band, true),
    figure(target.mean, unit, precision ?? band, true),
    VERDICTS[target.verdict].row,
    target.futuresInside === null ? '' : ofHundred(target.futuresInside),
  ];
}

/** "at the start", "in weeks 1-52", "in week 52" */
function windowWords(window: string | null): string {
  const [, first, last] = /^weeks (\d+)-(\d+)$/.exec(window ?? '') ?? [];
  if (first !== undefined) return first === last ? `in week ${first}` : `in ${window}`;
  if (window === 'start' || window === 'end') return `at the ${window}`;
  return window === null || window === 'run' ? 'over the run' : `in ${window}`;
}

/** "28 of 31 met, 1 missed, 2 inside but imprecise (more futures settle it)" */
function countsText(targets: readonly TargetResult[]): string {
  const count = (verdict: TargetResult['verdict']) => targets.filter((target) => target.verdict === verdict).length;
  const others = ORDER.filter((verdict) => verdict !== 'met' && count(verdict) > 0).map(
    (verdict) => `${count(verdict)} ${VERDICTS[verdict].count}`,
  );
  return [`${count('met')} of ${targets.length} met`, ...others].join(', ');
}

export interface TargetStyle {
  readonly title: string;
  /** verdicts whose targets have a row, in order; those of the others are counted */
  readonly inRows: readonly TargetResult['verdict'][];
  /** where all targets can be read */
  readonly where: string;
}

/** All of few targets are shown; of many, those that are not met. */
const FEW = 20;

/** How the targets of a run are shown: `where` they can all be read. */
export function ofRun(targets: readonly TargetResult[], where: string): TargetStyle {
  return { title: 'Targets', inRows: targets.length <= FEW ? ORDER : ORDER.filter((verdict) => verdict !== 'met'), where };
}

/** How those of a comparison's baseline are shown, whose question is another. */
export function ofBaseline(where: string): TargetStyle {
  return { title: 'Targets of the baseline', inRows: ['missed', 'no value'], where };
}

/** How a plan's own are shown, of which all count. */
export function ofPlan(name: string, where: string): TargetStyle {
  return { title: `Targets of ${name}`, inRows: ORDER, where };
}

/** Targets of one window. */
function windowLines(targets: readonly TargetResult[], terminal: Terminal, names: Names, { title, inRows }: TargetStyle): string[] {
  const found = targets.filter(({ verdict }) => inRows.includes(verdict));
  const heading = sentence(`${title} ${windowWords(targets[0]!.window)}: ${countsText(targets)}`, terminal);
  if (found.length === 0) return heading;
  const rows = [['', 'target', 'found', '', 'inside, of 100'], ...found.map((target) => targetRow(target, names))];
  const tinted = fitted(rows, [false, true, true, false, true], terminal.width).map((line, i) => {
    const verdict = found[i - 1]?.verdict;
    if (verdict === undefined || verdict === 'imprecise') return line;
    return terminal.tint('out', verdict === 'met' ? 'good' : 'bad', line);
  });
  return [...heading, ...tinted];
}

/** Lines on targets, those of each window together. */
export function targetLines(targets: readonly TargetResult[], terminal: Terminal, names: Names, style: TargetStyle): string[] {
  const windows = [...new Set(targets.map(({ window }) => window))];
  const blocks = windows.flatMap((window, i) => {
    const same = targets.filter((target) => target.window === window);
    return ['', ...windowLines(same, terminal, names, i === 0 ? style : { ...style, title: 'Targets' })];
  });
  const isWhole = targets.every(({ verdict }) => style.inRows.includes(verdict));
  return isWhole ? blocks : [...blocks, ...sentence(`Targets that are not listed here are in ${style.where}.`, terminal)];
}
