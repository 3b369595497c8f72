/**
 * The principal provider as a scenario assumes it: its five parameters beside the framework's mean, and the terms it works on. Read from
 * the resolved scenario of the manifest, so that nothing is said that was not run.
 */
import type { ScenarioRecord } from '../../result/document.js';
import { type ResolvedProvider, resolvedParts, settingsIn } from '../../result/resolved.js';
import { plain } from './numbers.js';

/** Terms of the principal in force when every dated change has come, or null without a principal. */
export function principalTerms(scenario: Pick<ScenarioRecord, 'resolved'> | undefined): Readonly<Record<string, unknown>> | null {
  const { homeCare, changes } = resolvedParts(scenario);
  const terms: Record<string, unknown> = { ...homeCare.principal };
  for (const { set = {} } of changes)
    for (const [path, value] of Object.entries(set)) {
      if (path === 'homeCare.principal') Object.assign(terms, settingsIn(value));
      else if (path.startsWith('homeCare.principal.')) terms[path.slice('homeCare.principal.'.length)] = value;
    }
  return Object.keys(terms).length === 0 ? null : terms;
}

/** "92%" as 0.92, "£21.30" as 21.3; null where it is no number. */
export function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const match = typeof value === 'string' ? /^£?\s*([\d,]*\.?\d+)\s*(%?)$/.exec(value.trim()) : null;
  if (!match) return null;
  const number = Number(match[1]!.replaceAll(',', ''));
  return match[2] === '%' ? number / 100 : number;
}

export interface Parameter {
  readonly id: 'acceptance' | 'answerFactor' | 'handBackFactor' | 'mostContactRatio' | 'price';
  readonly words: string;
  readonly better: 'lower' | 'higher';
  show(value: number): string;
}

const share = (value: number): string => `${plain(value * 100, 0.1).replace(/\.0$/, '')}%`;
const factor = (value: number): string => `× ${plain(value, 0.01).replace(/\.?0+$/, '')}`;

/** The five parameters by which a principal differs from a member of the framework. */
export const FIVE: readonly Parameter[] = [
  { id: 'acceptance', words: 'Chance of accepting an offer of an easy package', better: 'higher', show: share },
  { id: 'answerFactor', words: 'Time to answer, against the usual', better: 'lower', show: factor },
  { id: 'handBackFactor', words: 'Likelihood of handing a package back, against the usual', better: 'lower', show: factor },
  { id: 'mostContactRatio', words: 'Most of a paid hour that is spent with people', better: 'higher', show: share },
  { id: 'price', words: 'Price of an hour', better: 'lower', show: (value) => `£${value.toFixed(2)}` },
];

export interface Assumed {
  readonly parameter: Parameter;
  readonly areas: readonly string[];
  /** posts-weighted mean of the framework in these areas */
  readonly framework: number;
  readonly principal: number;
  /** left out of the file, so that it takes the framework's mean */
  readonly isDefault: boolean;
  /** range for sensitivity, where the scenario states one for each of these areas alike */
  readonly range: readonly [number, number] | null;
}

/** The five in every area; areas with the same figures share an entry. */
export function assumedOf(scenario: ScenarioRecord): Assumed[] {
  const { homeCare, uncertain } = resolvedParts(scenario);
  const { providers } = homeCare;
  const all = FIVE.flatMap((parameter) =>
    providers
      .filter((one) => one.tier === 'principal')
      .flatMap((one): Assumed[] => {
        const framework = frameworkMean(one, providers, parameter);
        const own = numberIn(one[parameter.id]);
        const principal = own ?? framework;
        if (framework === null || principal === null) return [];
        const range = rangeOf(uncertain[`homeCare.providers.${one.id}.${parameter.id}`]);
        return [{ parameter, areas: one.areas, framework, principal, isDefault: own === null, range }];
      }),
  );
  const merged = new Map<string, Assumed>();
  for (const one of all) {
    const key = [one.parameter.id, one.framework, one.principal].join(' ');
    const known = merged.get(key);
    merged.set(key, known ? { ...known, areas: [...known.areas, ...one.areas], range: known.range ?? one.range } : one);
  }
  return [...merged.values()];
}

/** As the model takes it: over framework groups that share an area, weighted by posts (or hours). */
function frameworkMean(principal: ResolvedProvider, providers: readonly ResolvedProvider[], { id }: Parameter): number | null {
  const framework = providers.filter((one) => one.tier === 'framework' && one.areas.some((area) => principal.areas.includes(area)));
  const parts = framework.map((one) => ({ size: numberIn(one.posts) ?? numberIn(one.hours) ?? 0, value: numberIn(one[id]) }));
  const total = parts.reduce((sum, part) => sum + part.size, 0);
  if (total === 0 || parts.some((part) => part.value === null)) return null;
  return Number((parts.reduce((sum, part) => sum + part.size * part.value!, 0) / total).toPrecision(9));
}

function rangeOf(value: unknown): readonly [number, number] | null {
  const { low, high } = settingsIn(value);
  const [least, most] = [numberIn(low), numberIn(high)];
  return least === null || most === null ? null : [least, most];
}

/** Whether all five equal the framework's mean. */
export function isNeutral(assumed: readonly Assumed[]): boolean {
  return assumed.length > 0 && assumed.every((one) => Math.abs(one.principal - one.framework) < 1e-6);
}
