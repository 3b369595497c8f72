/** What `scale` and `add` do on their date, in numbers: a factor written as the rise that was meant is seen before anything runs. */
import { formatDate } from '../dates.js';
import { looksLikeLaw } from '../laws.js';
import { childOf, type MapNode, type Node, nodeAt, toPlain, visitScalars } from '../node.js';
import { type Path, parsePath } from '../path.js';
import type { DatedStep, ResolvedScenario } from '../resolved.js';
import { readWritten } from '../units.js';
import { numberText, settingWords } from './words.js';

/** One `scale` or `add` of a dated change. */
export interface Adjustment {
  readonly verb: 'scale' | 'add';
  readonly path: string;
  readonly words: string;
  /** as written: "10%", "2 days" */
  readonly amount: string;
  /** the first number that it moves, and how many it moves */
  readonly before: string;
  readonly after: string;
  readonly numbers: number;
  readonly from: string;
  readonly file: string;
  readonly line: number;
}

/** The node at a path; of one value for all, the value. */
export function lookUp(root: MapNode, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    const child = childOf(node, step);
    if (child === undefined && node.kind !== 'scalar' && !looksLikeLaw(toPlain(node))) return undefined;
    node = child ?? node;
  }
  return node;
}

/** Numbers that a step moves, before and after it. */
export function movedBy({ text, before, after }: DatedStep): { readonly before: unknown; readonly after: unknown }[] {
  const path = parsePath(text) ?? [];
  const [old, now] = [lookUp(before, path), lookUp(after, path)];
  if (old === undefined || now === undefined) return [];
  const moved: { before: unknown; after: unknown }[] = [];
  visitScalars(now, (scalar, inner) => {
    const was = nodeAt(old, inner);
    if (was?.kind === 'scalar' && readWritten(was.value) !== null && was.value !== scalar.value)
      moved.push({ before: was.value, after: scalar.value });
  });
  return moved;
}

/** Steps that stand in the plan and not in the baseline. */
export function ownSteps(
  plan: ResolvedScenario,
  baseline: ResolvedScenario | null,
): { readonly fromDay: number; readonly step: DatedStep }[] {
  const idOf = ({ at, verb, text }: DatedStep) => [at.file, at.line, at.column, verb, text].join('\n');
  const shared = new Set(baseline?.changes.flatMap(({ steps }) => steps.map(idOf)));
  return plan.changes.flatMap(({ fromDay, steps }) => steps.filter((step) => !shared.has(idOf(step))).map((step) => ({ fromDay, step })));
}

export function adjustmentsOf(plan: ResolvedScenario, baseline: ResolvedScenario | null): Adjustment[] {
  return ownSteps(plan, baseline).flatMap(({ fromDay, step }) => {
    const moved = movedBy(step);
    if (step.verb === 'set' || moved.length === 0) return [];
    const path = step.text;
    return [
      {
        verb: step.verb,
        path,
        words: settingWords(parsePath(path) ?? [], step.after),
        amount: String(toPlain(step.amount)),
        before: numberText(moved[0]!.before, path),
        after: numberText(moved[0]!.after, path),
        numbers: moved.length,
        from: formatDate(plan.values.start + fromDay),
        file: step.at.file,
        line: step.at.line,
      },
    ];
  });
}
