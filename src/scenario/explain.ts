/**
 * What a setting means: the text of the schema, by path.
 */
import { stringify } from 'yaml';
import { BY_ID, fullSchema, type JsonSchema } from './json-schema.js';
import { nearestName } from './nearest.js';
import { parsePath } from './path.js';
import { type Plausible, plausibleAt, plausibleText } from './schema/plausible.js';

export interface SettingName {
  readonly name: string;
  readonly description: string;
  readonly unit?: string;
  readonly isRequired: boolean;
}

/** Everything known about one setting. */
export interface Explanation {
  readonly path: string;
  /** names of settings in the path, from the top: ids and positions are left out */
  readonly steps: readonly string[];
  readonly description: string;
  readonly unit?: string;
  /** what may be written, in words */
  readonly allowed?: string;
  /** what is so when the setting is left out: its default, what the description says, or that it must be given; empty: nothing of its kind */
  readonly leftOut: string;
  /** where its values mostly lie, and why; others are warned of */
  readonly plausible?: Plausible;
  readonly examples: readonly unknown[];
  /** words allowed, for settings that are one of a few */
  readonly words: readonly string[];
  readonly settings: readonly SettingName[];
}

export type Explained =
  | { readonly ok: true; readonly explanation: Explanation }
  | { readonly ok: false; readonly nearest: string | undefined; readonly names: readonly string[] };

/** All mappings and lists that a schema may be. */
function forms(json: JsonSchema): JsonSchema[] {
  const inner = Array.isArray(json.anyOf) ? (json.anyOf as JsonSchema[]).flatMap(forms) : [];
  return [json, ...inner];
}

/** Where a step of a path leads, and whether it is a setting's name; an id or a position is none. */
interface Step {
  readonly json: JsonSchema;
  readonly isName: boolean;
}

function step(json: JsonSchema, name: string): Step | undefined {
  for (const form of forms(json)) {
    const own = (form.properties as Record<string, JsonSchema> | undefined)?.[name];
    if (own !== undefined && Object.hasOwn(form.properties as object, name)) return { json: own, isName: true };
  }
  for (const form of forms(json)) {
    if (form.items !== undefined) {
      const item = form.items as JsonSchema;
      if (/^\d+$/.test(name)) return { json: item, isName: false };
      return step(item, name) ?? { json: item, isName: false };
    }
    if (typeof form.additionalProperties === 'object' && form.additionalProperties !== null) {
      const each = form.additionalProperties as JsonSchema;
      return step(each, name) ?? { json: each, isName: false };
    }
  }
  return undefined;
}

/** The mappings whose settings a form's reader writes: its own, those of a list's items, those of each id. */
function insideOf(form: JsonSchema): JsonSchema[] {
  if (form.items !== undefined) return forms(form.items as JsonSchema);
  if (typeof form.additionalProperties === 'object') return [form, ...forms(form.additionalProperties as JsonSchema)];
  return [form];
}

function settingsOf(json: JsonSchema): SettingName[] {
  const rows = new Map<string, SettingName>();
  for (const form of forms(json)) {
    for (const mapping of insideOf(form))
      for (const [name, value] of Object.entries((mapping.properties as Record<string, JsonSchema> | undefined) ?? {})) {
        if (rows.has(name)) continue;
        const isRequired = Array.isArray(mapping.required) && mapping.required.includes(name);
        rows.set(name, {
          name,
          description: String(value.description ?? ''),
          ...(value.unit === undefined ? {} : { unit: String(value.unit) }),
          isRequired,
        });
      }
  }
  return [...rows.values()];
}

/** Examples: of one value where there are none of the whole, and of a word or yes and no one that is not what leaving it out means. */
function examplesOf(json: JsonSchema): readonly unknown[] {
  const shown = forms(json).find(({ examples }) => Array.isArray(examples));
  if (shown !== undefined) return shown.examples as readonly unknown[];
  const ofList = (json.items as JsonSchema | undefined)?.enum;
  const each = (json.additionalProperties as JsonSchema | undefined)?.examples;
  if (Array.isArray(ofList)) return [ofList.slice(0, 2)];
  if (Array.isArray(each)) return [{ name: each[0] }];
  if (json.type === 'boolean') return [json.default !== true];
  return Array.isArray(json.enum) ? json.enum.filter((word) => word !== json.default).slice(0, 1) : [];
}

/** What a form without words of its own may be. */
function allowedForm({ type, format, items, additionalProperties: each, enum: words }: JsonSchema): string | undefined {
  if (type === 'boolean') return 'true or false';
  if (type === 'array') {
    const ofList = (items as JsonSchema | undefined)?.enum;
    if (Array.isArray(ofList)) return `a list of ${ofList.length > 20 ? 'names' : ofList.join(', ')}`;
    return (items as JsonSchema | undefined)?.properties === undefined ? 'a list' : undefined;
  }
  if (typeof each === 'object' && (each as JsonSchema).properties === undefined) return 'a mapping';
  if (type !== 'string' || words !== undefined) return undefined;
  return format === 'date' ? 'a date: year, month, day' : 'text';
}

/** What may be written: of one value, and whether it may or must differ by id. */
function allowedOf(json: JsonSchema): string | undefined {
  const all = forms(json);
  const each = all.find(({ description }) => String(description).startsWith(BY_ID));
  const ids = each === undefined ? '' : `one for each ${String(each.description).slice(BY_ID.length).replace(/^an? /, '')}`;
  const one = all.find(({ allowed }) => allowed !== undefined)?.allowed;
  if (one !== undefined) return ids === '' ? String(one) : `${one}; one for all, or ${ids}`;
  const inside = ((each ?? json).additionalProperties as JsonSchema | undefined)?.allowed;
  return inside === undefined ? allowedForm(json) : `${inside}; ${ids === '' ? 'one for each name' : ids}`;
}

/** Unit of a value, or of each of its values. */
function unitOf(json: JsonSchema): string | undefined {
  const each = json.additionalProperties as JsonSchema | undefined;
  const unit = json.unit ?? each?.unit;
  return unit === undefined ? undefined : String(unit);
}

/** Descriptions end on this where a setting may be left out and has no default to write. */
const LEFT_OUT = /; left out: (.*)$/;

/** A setting in the schema, with the names of settings in its path. */
interface Found {
  readonly json: JsonSchema;
  readonly steps: readonly string[];
  readonly isRequired: boolean;
}

type Missing = Extract<Explained, { readonly ok: false }>;

function find(path: string): Found | Missing {
  let json = fullSchema();
  let isRequired = false;
  const steps: string[] = [];
  const written = path === '' ? [] : parsePath(path);
  if (written === null) return { ok: false, nearest: undefined, names: settingsOf(json).map((row) => row.name) };
  for (const name of written.map(String)) {
    const next = step(json, name);
    if (next === undefined) {
      const names = settingsOf(json).map((row) => row.name);
      return { ok: false, nearest: nearestName(name, names), names };
    }
    isRequired = forms(json).some((form) =>
      insideOf(form).some(
        ({ required, properties }) => Array.isArray(required) && required.includes(name) && Object.hasOwn(properties ?? {}, name),
      ),
    );
    json = next.json;
    if (next.isName) steps.push(name);
  }
  return { json, steps, isRequired };
}

/** The little of a setting that is asked of many: what `explain` says besides takes longer to put together. */
export interface Brief {
  readonly description: string;
  readonly unit: string | undefined;
  readonly plausible: Plausible | undefined;
  /** as it would be written; undefined where there is none */
  readonly default: unknown;
}

const briefs = new Map<string, Brief | null>();

/** A setting in brief; null where the path leads to none. */
export function briefly(path: string): Brief | null {
  const known = briefs.get(path);
  if (known !== undefined) return known;
  const found = find(path);
  const brief =
    'ok' in found
      ? null
      : {
          description: String(found.json.description ?? '').replace(LEFT_OUT, ''),
          unit: unitOf(found.json),
          plausible: plausibleAt(found.steps),
          default: found.json.default,
        };
  briefs.set(path, brief);
  return brief;
}

/** Explains a path such as "homeCare.providers.price"; positions and ids in it are allowed. The empty path is the whole file. */
export function explain(path: string): Explained {
  const found = find(path);
  if ('ok' in found) return found;
  const { json, steps, isRequired } = found;
  const words = forms(json).flatMap((form) => (Array.isArray(form.enum) ? form.enum.map(String) : []));
  const description = String(json.description ?? '');
  const [allowed, unit, plausible] = [allowedOf(json), unitOf(json), plausibleAt(steps)];
  const without = json.default === undefined ? (LEFT_OUT.exec(description)?.[1] ?? '') : writtenAs(json.default);
  return {
    ok: true,
    explanation: {
      path,
      steps,
      description: description.replace(LEFT_OUT, ''),
      ...(unit === undefined ? {} : { unit }),
      ...(allowed === undefined ? {} : { allowed }),
      leftOut: isRequired ? 'must be given' : without,
      ...(plausible === undefined ? {} : { plausible }),
      examples: examplesOf(json),
      words: words.length > 60 ? [] : words.filter((word) => !['seed', 'reference', 'assumption'].includes(word)),
      settings: settingsOf(json),
    },
  };
}

/** An explanation as text of at most `columns` where its words allow; `acts` says where in the model. */
export function phraseExplanation(
  { path, description, unit, allowed, plausible, leftOut, examples, words, settings }: Explanation,
  acts: string | null = null,
  columns = 80,
): string {
  const wrap = (text: string, first: string, next = first): string[] => wrapped(text, columns, first, next);
  const lines = [path === '' ? 'A scenario file' : path, '', ...wrap(description, '  '), ''];
  const row = (label: string, text: string) => lines.push(...wrap(text, `  ${label.padEnd(10)}`, '            '));
  if (unit !== undefined || settings.length === 0) row('unit', unit ?? 'none');
  if (allowed !== undefined) row('allowed', allowed);
  if (plausible !== undefined) row('plausible', `${plausibleText(plausible)}: ${plausible.why}`);
  if (words.length > 0) row('one of', words.join(', '));
  if (leftOut !== '') row('left out', leftOut);
  if (examples.length > 0) row('example', examples.map(writtenAs).join('   or   '));
  if (acts !== null) row('acts', acts);
  if (settings.length > 0) {
    const width = Math.max(...settings.map((setting) => setting.name.length)) + 2;
    lines.push(...(lines.at(-1) === '' ? [] : ['']), '  settings (* must be given)');
    for (const setting of settings)
      lines.push(
        ...wrap(
          `${setting.description}${setting.unit === undefined ? '' : ` (${setting.unit})`}`,
          `  ${setting.isRequired ? '*' : ' '} ${setting.name.padEnd(width)}`,
          ' '.repeat(width + 4),
        ),
      );
  }
  return lines.join('\n').trimEnd();
}

/** A value as it is written in a file, on one line. */
export const writtenAs = (value: unknown): string =>
  typeof value === 'string' ? value : stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();

function wrapped(text: string, columns: number, first: string, next: string): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    const start = line === first || line === next;
    if (!start && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = next + word;
    } else line += start ? word : ` ${word}`;
  }
  return [...lines, line];
}
