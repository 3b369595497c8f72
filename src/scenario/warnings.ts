/**
 * What is allowed and yet more often a slip than meant: values outside their plausible range, in any state of the run; a factor that
 * moves a value threefold; a change after the run, or one that sets what is so already.
 */
import { figuresOf } from './compiled-laws.js';
import { formatDate } from './dates.js';
import { briefly } from './explain.js';
import { isSame, settingNames } from './footprint/difference.js';
import { lookUp, movedBy } from './footprint/steps.js';
import { numberText, valueText } from './footprint/words.js';
import { type Issue, type Position, sortIssues } from './issue.js';
import { looksLikeLaw, readLaw } from './laws.js';
import { idOf, type Node, positionAt, toPlain } from './node.js';
import { formatPath, type Path, parsePath } from './path.js';
import type { DatedStep, ResolvedScenario } from './resolved.js';
import { type Plausible, plausibleText } from './schema/plausible.js';
import { readWritten, rewritten, TIME_UNITS, type Written } from './units.js';

/** A factor outside these, about threefold either way, is more often a rise written as a factor. */
const SCALED = { least: 0.3, most: 3.3 } as const;
const IF_MEANT = 'if this is meant, nothing needs doing';

/**
 * Warnings of a sound scenario, located.
 *
 * @param shortened - whether the length of the run comes from an option, so that changes may well lie beyond it
 */
export function warningsOf(scenario: ResolvedScenario, shortened: boolean): Issue[] {
  const scaled = scenario.changes.flatMap(({ steps }) => steps.flatMap(scaleWarning));
  const placeOf = ({ file, line, column }: Position) => `${file}\n${line}\n${column}`;
  const known = new Set(scaled.map(placeOf));
  const ranges = rangeWarnings(scenario).filter((warning) => !known.has(placeOf(warning)));
  return sortIssues([...ranges, ...scaled, ...changeWarnings(scenario, shortened), ...growthWarnings(scenario)]);
}

/** A value and where it is written. */
interface Leaf {
  readonly path: Path;
  readonly node: Node;
  readonly at: Position;
}

/** Numbers and distributions below a node; the numbers of a plain list have the path of the list. */
function leavesOf(node: Node, path: Path, at: Position): Leaf[] {
  if (node.kind === 'scalar') return [{ path, node, at: node.at }];
  if (node.kind === 'list')
    return node.items.flatMap((item, i) => leavesOf(item, item.kind === 'scalar' ? path : [...path, idOf(item) ?? i], item.at));
  if (looksLikeLaw(toPlain(node))) return [{ path, node, at }];
  return [...node.entries].flatMap(([name, entry]) => leavesOf(entry.node, [...path, name], entry.key));
}

/** The number that is judged, in days, a day, pounds or 0 to 1: of a distribution its mean. */
function judged(node: Node): { readonly value: number; readonly dimension: Written['dimension'] } | null {
  if (node.kind === 'scalar') return readWritten(node.value);
  const plain = toPlain(node);
  const time = readLaw(plain, 'time');
  if (time.ok) return { value: figuresOf(time.law).mean, dimension: 'duration' };
  const number = readLaw(plain, 'number');
  return number.ok ? { value: figuresOf(number.law).mean, dimension: 'bare' } : null;
}

const isAmount = (dimension: Written['dimension']): boolean => ['bare', 'share', 'money'].includes(dimension);

/** Whether a value lies in a range; true where the range is of another kind. */
function isInside({ value, dimension }: Pick<Written, 'value' | 'dimension'>, { least, most }: Plausible): boolean {
  if (value === 0) return true;
  return [least, most].every((end, i) => {
    const limit = end === undefined ? null : readWritten(end);
    if (limit === null || (limit.dimension !== dimension && !(isAmount(limit.dimension) && isAmount(dimension)))) return true;
    return i === 0 ? value >= limit.value * (1 - 1e-9) : value <= limit.value * (1 + 1e-9);
  });
}

function rangeWarnings({ states, values }: ResolvedScenario): Issue[] {
  const seen = new Set<string>();
  return states.flatMap(({ fromDay, root }) =>
    settingNames(root).flatMap((name) => {
      const entry = root.entries.get(name)!;
      return leavesOf(entry.node, [name], entry.key).flatMap(({ path, node, at }) => {
        const text = formatPath(path);
        const key = `${text}\n${at.file}\n${at.line}\n${at.column}\n${JSON.stringify(toPlain(node))}`;
        if (seen.has(key)) return [];
        seen.add(key);
        const range = briefly(text)?.plausible;
        const number = judged(node);
        if (range === undefined || number === null || isInside(number, range)) return [];
        return [
          { ...at, path: text, ...implausible(node, text, number.value, range, fromDay === 0 ? '' : formatDate(values.start + fromDay)) },
        ];
      });
    }),
  );
}

function implausible(node: Node, path: string, mean: number, range: Plausible, date: string) {
  const value =
    node.kind === 'scalar' ? `is ${numberText(node.value, path)}` : `is ${valueText(node, path)}, a mean of ${meanText(mean, range)}`;
  const meant = likelier(node.kind === 'scalar' ? node.value : meanText(mean, range), range);
  return {
    code: 'implausible' as const,
    found: `${value}${date === '' ? '' : ` from ${date}`}`,
    allowed: `plausible is ${plausibleText(range)} (${range.why})`,
    hint:
      meant === undefined
        ? IF_MEANT
        : `${IF_MEANT}; did you mean ${node.kind === 'scalar' ? numberText(meant, path) : `a mean of ${meant}`}?`,
  };
}

/** A mean in the unit of its range. */
function meanText(mean: number, { least, most }: Plausible): string | number {
  const isTime = readWritten(most ?? least)?.dimension === 'duration';
  const rounded = Number(mean.toPrecision(3));
  return isTime ? `${rounded} days` : rounded;
}

/** The same digits as another rate, time or size, the nearest that would be plausible. */
function likelier(value: unknown, range: Plausible): string | number | undefined {
  const written = readWritten(value);
  if (written === null) return undefined;
  const { amount, dimension } = written;
  const percent = written.after.startsWith('%') ? '%' : '';
  const units = dimension === 'rate' ? ['per year', 'per month', 'per week', 'per day'] : [...TIME_UNITS].reverse();
  const candidates = isAmount(dimension)
    ? [10, 0.1, 100, 0.01].map((by) => rewritten(written, Number((amount * by).toPrecision(6))))
    : units.map((unit) => `${amount}${dimension === 'rate' ? percent : ''} ${unit}`);
  const distance = (text: string | number) => Math.abs(Math.log(readWritten(text)!.value / written.value));
  return candidates.filter((text) => isInside(readWritten(text)!, range)).sort((a, b) => distance(a) - distance(b))[0];
}

/** A `scale` that moves a value threefold. */
function scaleWarning(step: DatedStep): Issue[] {
  const factor = readWritten(toPlain(step.amount));
  const [moved] = movedBy(step);
  if (step.verb !== 'scale' || factor === null || factor.value <= 0 || moved === undefined) return [];
  if (factor.value <= SCALED.most && factor.value >= SCALED.least) return [];
  const percent = Number((factor.value * 100).toPrecision(6));
  const rise = factor.value < 1 ? `; for a rise of ${percent}% write ${100 + percent}%` : '';
  return [
    {
      ...step.at,
      path: step.text,
      code: 'implausible',
      found: `is scaled by ${percent}%, from ${numberText(moved.before, step.text)} to ${numberText(moved.after, step.text)}`,
      allowed: `plausible is ${SCALED.least * 100}% to ${SCALED.most * 100}% (larger steps are mostly a rise written as a factor)`,
      hint: `${IF_MEANT}${rise}`,
    },
  ];
}

/** Growth of posts where there are none. */
function growthWarnings({ root, values }: ResolvedScenario): Issue[] {
  return (values.homeCare?.providers ?? []).flatMap(({ id, posts, postsGrowthPerYear }, i) => {
    if ((postsGrowthPerYear ?? 0) === 0 || (posts ?? 0) > 0) return [];
    return [
      {
        ...positionAt(root, ['homeCare', 'providers', i, 'postsGrowthPerYear']),
        path: `homeCare.providers.${id}.postsGrowthPerYear`,
        code: 'no_effect' as const,
        found: `is ${Number((postsGrowthPerYear! * 100).toPrecision(6))}%`,
        allowed: 'grows nothing in a group without posts',
        hint: 'give it posts on day 0; or leave this out, and set its hours on the dates on which they change',
      },
    ];
  });
}

/** Changes that cannot do anything. */
function changeWarnings({ changes, root, values }: ResolvedScenario, shortened: boolean): Issue[] {
  return changes.flatMap(({ fromDay, inRun, steps }, i) => {
    if (!inRun && !shortened)
      return [
        {
          ...positionAt(root, ['changes', i, 'from']),
          path: `changes[${i}].from`,
          code: 'no_effect' as const,
          found: `is ${formatDate(values.start + fromDay)}`,
          allowed: `the run ends on ${formatDate(values.start + values.weeks * 7)}, so the change does nothing`,
          hint: 'lengthen the run, or change the date',
        },
      ];
    return steps.flatMap((step) => {
      const path = parsePath(step.text) ?? [];
      const [old, now] = [lookUp(step.before, path), lookUp(step.after, path)];
      if (old === undefined || now === undefined || !isSame(old, now)) return [];
      return [
        {
          ...step.at,
          path: step.text,
          code: 'no_effect' as const,
          found: `is ${valueText(now, step.text)} already on ${formatDate(values.start + fromDay)}`,
          allowed: `so "${step.verb}" changes nothing`,
          hint: 'take it out, or write the value that was meant',
        },
      ];
    });
  });
}
