/* Scenarios for benchmarks: the shipped ones, and one made larger in people, providers, areas or weeks. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadyScenario, readyScenario } from '../src/experiment/scenarios.js';
import type { ModelInput } from '../src/model/input.js';
import { phraseIssues } from '../src/scenario/issue.js';
import { loadScenario } from '../src/scenario/load.js';

const FOLDER = join(process.cwd(), 'scenarios');
export const NORFOLK = 'norfolk/baseline';

/** Every shipped scenario, e.g. "norfolk/baseline". */
export function shipped(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => path.replace(/\.ya?ml$/, ''))
    .sort();
}

function load(path: string, read: (path: string) => string, weeks?: number) {
  const loaded = loadScenario(path, { read, ...(weeks !== undefined && { weeks }) });
  if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
  return loaded.scenario;
}

const readText = (path: string) => readFileSync(path, 'utf8');

export function readyOf(name: string, weeks?: number): ReadyScenario {
  return readyScenario(load(join(FOLDER, `${name}.yaml`), readText, weeks));
}

/** How many times as large as the scenario of that name. */
export interface Growth {
  readonly people?: number;
  /** providers, with as many carers in all */
  readonly providers?: number;
  readonly areas?: number;
  readonly weeks?: number;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Settings that are in proportion to people. */
const OF_PEOPLE: readonly RegExp[] = [
  /^demand\.[^.]+\.rate(\.|$)/,
  /^hospital\.pathways\.\d+\.rate(\.|$)/,
  /^reablement\.posts\./,
  /^homeCare\.providers\.\d+\.(posts|hours)$/,
  /^homeCare\.density\.half$/,
  /^placements\.[^.]+\.beds(\.|$)/,
  /^initial\.(homeCare|selfFunders|sourcedNotStarted|reablement|placements\.[^.]+)\.people\./,
  /^initial\.waiting\.\d+\.people$/,
  /^initial\.recruits\./,
  /^workforce\.recruitsPerWeek\./,
];

/** A number, or the number that a text begins with, times a factor; words such as "unlimited" stay. */
function times(value: Json, factor: number, isWhole: boolean): Json {
  const scaled = (x: number) => (isWhole ? Math.round(x * factor) : x * factor);
  if (typeof value === 'number') return scaled(value);
  if (typeof value !== 'string') return value;
  return value.replace(/^\d+(\.\d+)?/, (digits) => String(scaled(Number(digits))));
}

function mapped(value: Json, change: (path: string, leaf: Json) => Json, path = ''): Json {
  if (value === null || typeof value !== 'object') return change(path, value);
  const inside = (name: string, child: Json) => mapped(child, change, path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) return value.map((child, i) => inside(String(i), child));
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, inside(name, child)]));
}

interface Care {
  readonly providers: readonly { readonly [name: string]: Json }[];
}

/** Each group of providers but the principals as so many groups, with its posts dealt out among them. */
function withProviders(plain: { readonly [name: string]: Json }, copies: number): { readonly [name: string]: Json } {
  const care = plain.homeCare as unknown as Care;
  const providers = care.providers.flatMap((group) =>
    group.tier === 'principal'
      ? [group]
      : Array.from({ length: copies }, (_, i) => ({ ...group, id: `${group.id}_g${i + 1}`, posts: times(group.posts, 1 / copies, true) })),
  );
  return { ...plain, homeCare: { ...care, providers } };
}

/** Each area split into so many with the same name and a number, its people, carers and providers dealt out among them. */
function withAreas(plain: { readonly [name: string]: Json }, copies: number): { readonly [name: string]: Json } {
  const areas = Object.keys(plain.areas as object);
  const names = (area: string) => Array.from({ length: copies }, (_, i) => `${area}_${i + 1}`);
  const isByArea = (value: Json): value is { readonly [name: string]: Json } =>
    value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).every((name) => areas.includes(name));
  const isShare = /^areas\.|[sS]hares$/;
  const split = (value: Json, path: string): Json => {
    if (isByArea(value) && Object.keys(value).length > 0) {
      const isWhole = /posts|recruits$|beds|people/.test(path);
      const isDealt = isShare.test(`${path}.`) || isShare.test(path) || OF_PEOPLE.some((rule) => rule.test(`${path}.x`));
      return Object.fromEntries(
        Object.entries(value).flatMap(([area, child]) =>
          names(area).map((name, i) => {
            if (path === 'areas') {
              const { share, ...rest } = child as { readonly share: Json; readonly [name: string]: Json };
              return [name, { ...rest, name: `${area} ${i + 1}`, share: times(share, 1 / copies, false) }];
            }
            return [name, isDealt ? times(child, 1 / copies, isWhole) : child];
          }),
        ),
      );
    }
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((child, i) => split(child, `${path}.${i}`));
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, split(child, path === '' ? name : `${path}.${name}`)]));
  };
  const whole = split(plain, '') as { readonly [name: string]: Json };
  const care = whole.homeCare as unknown as Care;
  const providers = care.providers.flatMap((group) =>
    Array.from({ length: copies }, (_, i) => ({
      ...group,
      id: `${group.id}_${i + 1}`,
      areas: (group.areas as readonly string[]).map((area) => `${area}_${i + 1}`),
      ...(group.posts !== undefined && { posts: times(group.posts, 1 / copies, true) }),
      ...(group.tier !== 'principal' && { count: Math.max(1, Math.round((group.count as number) / copies)) }),
    })),
  );
  // Targets and ranges name areas that are no more; neither plays a part in a replication.
  return { ...whole, homeCare: { ...care, providers }, targets: [], uncertain: {} };
}

/** A scenario made larger. It is written out and read again, as if someone had written it. */
export function grown(name: string, { people = 1, providers = 1, areas = 1, weeks = 1 }: Growth): ModelInput {
  const { plain } = load(join(FOLDER, `${name}.yaml`), readText);
  const sized = mapped(plain as { readonly [name: string]: Json }, (path, leaf) => {
    if (path === 'weeks') return (leaf as number) * weeks;
    if (OF_PEOPLE.some((rule) => rule.test(path))) return times(leaf, people, /posts|people|beds|initial\.recruits/.test(path));
    return leaf;
  }) as { readonly [name: string]: Json };
  const dealt = withProviders(sized, providers);
  const text = JSON.stringify(areas === 1 ? dealt : withAreas(dealt, areas));
  return readyScenario(load('grown.yaml', () => text)).input;
}
