/**
 * The register of assumptions made readable: every number of a scenario, by section, with rows that repeat folded into one.
 */
import type { Assumption, ScenarioRecord } from '../../result/document.js';
import { resolvedParts } from '../../result/resolved.js';
import { namesOf } from './names.js';
import { capital, clean, counted, cut } from './numbers.js';

/** Nobody says where it comes from. */
export function hasNoSource(one: Pick<Assumption, 'source'>): boolean {
  return one.source === null || one.source.trim() === '';
}

/** Marked as an assumption, with the reason for it. */
export function isReasoned(one: Pick<Assumption, 'source' | 'confidence'>): boolean {
  return one.confidence === 'assumption' && !hasNoSource(one);
}

/** Whether a number goes into a run: targets check its result, ranges serve sensitivity. */
export function isInput(one: Pick<Assumption, 'path'>): boolean {
  return !/^(targets|uncertain)\b/.test(one.path);
}

export interface Counts {
  readonly all: number;
  readonly withoutSource: number;
  readonly assumed: number;
  readonly council: number;
  readonly published: number;
}

/** How well founded numbers are. */
export function countsOf(numbers: readonly Assumption[]): Counts {
  const count = (test: (one: Assumption) => boolean) => numbers.filter(test).length;
  return {
    all: numbers.length,
    withoutSource: count(hasNoSource),
    assumed: count(isReasoned),
    council: count((one) => one.confidence === 'seed' && !hasNoSource(one)),
    published: count((one) => one.confidence === 'reference' && !hasNoSource(one)),
  };
}

/** "73 from the council's own documents, 84 published, 350 assumptions with a reason, none without a source" */
export function countsWords({ council, published, assumed, withoutSource }: Counts): string {
  return `${council} from the council’s own documents, ${published} published, ${assumed} assumptions with a stated reason, ${withoutSource === 0 ? 'none' : withoutSource} without a source`;
}

export interface RegisterRow {
  readonly path: string;
  readonly value: string;
  readonly source: string | null;
  readonly confidence: Assumption['confidence'];
  /** numbers that the row stands for */
  readonly count: number;
}

export interface RegisterSection {
  readonly name: string;
  readonly count: number;
  readonly rows: readonly RegisterRow[];
}

/** Parts of a scenario in planner's words. */
export const SECTIONS: Readonly<Record<string, string>> = {
  areas: 'Areas',
  demand: 'Demand from the community',
  hospital: 'Hospital',
  reablement: 'Reablement',
  homeCare: 'Home care',
  brokerage: 'Brokerage',
  placements: 'Placements',
  crisisResponse: 'Crisis response',
  housing: 'Housing with care',
  specialist: 'Specialist accommodation',
  workforce: 'Workforce',
  costs: 'Costs',
  initial: 'Day 0',
  changes: 'Dated changes',
  uncertain: 'Ranges for sensitivity, not used in this run',
};

/** The register of a scenario by section; rows without a source first, then assumptions. `except` leaves out what that one shares. Targets have a table of their own. */
export function registerOf(scenario: ScenarioRecord, except?: ScenarioRecord): RegisterSection[] {
  const idOf = (one: Assumption) => `${one.path}\n${JSON.stringify(one.value)}`;
  const shared = new Set(except?.assumptions.map(idOf));
  const sections = new Map<string, RegisterRow[]>();
  for (const one of scenario.assumptions) {
    if (shared.has(idOf(one)) || one.path.startsWith('targets')) continue;
    const [head] = one.path.split(/[.[]/);
    const name = SECTIONS[head!] ?? (one.path === head ? 'The run' : capital(clean(head!)));
    const row = { path: one.path, value: valueWords(one.value), source: one.source, confidence: one.confidence, count: 1 };
    sections.set(name, [...(sections.get(name) ?? []), row]);
  }
  const rank = (row: RegisterRow) => (hasNoSource(row) ? 0 : row.confidence === 'assumption' ? 1 : 2);
  return [...sections].map(([name, rows]) => {
    const folded = foldsOf(scenario).reduce(foldRows, rows);
    return { name, count: rows.length, rows: folded.sort((a, b) => rank(a) - rank(b)) };
  });
}

/** "Home care: 167 numbers in 70 rows" */
export function sectionWords({ name, count, rows }: RegisterSection): string {
  return `${name}: ${counted(count, 'number')}${rows.length < count ? ` in ${counted(rows.length, 'row')}` : ''}`;
}

/** A kind of segment that rows may differ in, and how its values are told apart. */
interface Fold {
  readonly pattern: RegExp;
  readonly put: string;
  label(match: string): string | null;
}

function foldsOf(scenario: ScenarioRecord): Fold[] {
  const names = namesOf(scenario);
  const oneOf = (ids: readonly string[], of: string): Fold => ({
    pattern: new RegExp(`(?<=\\.)(${ids.map((id) => id.replace(/[^\w-]/g, '\\$&')).join('|') || '(?!)'})(?=\\.|$)`),
    put: of === 'area' ? '<area>' : '<client group>',
    label: (id) => names[of]?.[id] ?? clean(id).replaceAll('_', ' '),
  });
  const providers = resolvedParts(scenario).homeCare.providers.map((one) => clean(one.name ?? one.id));
  return [
    { pattern: /\[\d+\]$/, put: '[*]', label: () => '' },
    oneOf(scenario.areas, 'area'),
    oneOf(scenario.clientGroups, 'client_group'),
    { pattern: /(?<=^homeCare\.providers)\[\d+\]/, put: '[*]', label: (index) => providers[Number(index.slice(1, -1))] ?? null },
    { pattern: /\[\d+\]/, put: '[*]', label: (index) => `no. ${Number(index.slice(1, -1)) + 1}:` },
    { pattern: /(?<=pathways\.)\d(?=\.|$)/, put: '*', label: (pathway) => `pathway ${pathway}:` },
  ];
}

/** Rows that differ in one segment alone become one, where their source is the same. */
function foldRows(rows: readonly RegisterRow[], fold: Fold): RegisterRow[] {
  const groups = new Map<string, { row: RegisterRow; label: string }[]>();
  rows.forEach((row, i) => {
    const match = fold.pattern.exec(row.path)?.[0];
    const label = match === undefined ? null : fold.label(match);
    const key = label === null ? String(i) : [row.path.replace(fold.pattern, fold.put), row.source ?? '', row.confidence ?? ''].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), { row, label: label ?? '' }]);
  });
  return [...groups.values()].map((group): RegisterRow => {
    const { row } = group[0]!;
    if (group.length === 1) return row;
    const isSame = group.every((one) => one.row.value === row.value);
    const listed = group
      .map((one) => `${one.label} ${one.row.value}`.trim())
      .join(fold.put === '[*]' && group[0]!.label === '' ? ', ' : '; ');
    return {
      ...row,
      path: row.path.replace(fold.pattern, fold.put),
      value: isSame ? row.value : listed,
      count: group.reduce((sum, one) => sum + one.row.count, 0),
    };
  });
}

/** A value of the register as text. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return cut(value, 200);
  return cut(typeof value === 'number' || typeof value === 'boolean' ? String(value) : (JSON.stringify(value) ?? 'none'), 200);
}
