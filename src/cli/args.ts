/** Every command line goes through a schema: no option reaches a command unless it was understood. All problems are listed at once. */
import { z } from 'zod';
import { METRICS } from '../metrics.js';
import { parseCondition } from '../result/moment.js';
import { nearestName } from '../scenario/nearest.js';
import { InputError } from './errors.js';
import { type CommandRow, DEFAULTS, OPTIONS, type OptionName } from './options.js';
import type { RawArgs } from './parse.js';
import { KINDS } from './templates.js';

const once = (value: unknown, ctx: z.RefinementCtx): value is string => {
  if (typeof value === 'string' && value !== '') return true;
  ctx.addIssue({ code: 'custom', message: Array.isArray(value) ? 'is given more than once' : 'needs a value' });
  return false;
};

const whole = (least: number, most: number) =>
  z.unknown().transform((value, ctx): number => {
    if (!once(value, ctx)) return z.NEVER;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    const upTo = most === Number.MAX_SAFE_INTEGER ? `, ${least} or more` : ` from ${least} to ${most.toLocaleString('en-GB')}`;
    ctx.addIssue({ code: 'custom', message: `is "${value}", must be a whole number${upTo}` });
    return z.NEVER;
  });

const oneOf = <T extends string>(...allowed: readonly T[]) =>
  z.unknown().transform((value, ctx): T => {
    if (!once(value, ctx)) return z.NEVER;
    const found = allowed.find((word) => word === value);
    if (found !== undefined) return found;
    ctx.addIssue({ code: 'custom', message: `is "${value}", must be ${allowed.join(' or ')}` });
    return z.NEVER;
  });

const word = z.unknown().transform((value, ctx): string => (once(value, ctx) ? value : z.NEVER));

const replications = z.unknown().transform((value, ctx): number | 'auto' => {
  if (value === 'auto') return 'auto';
  const parsed = whole(1, 1_000_000).safeParse(value);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]!.message;
  ctx.addIssue({ code: 'custom', message: message.startsWith('is "') ? `${message}, or auto` : message });
  return z.NEVER;
});

const weeks = z.unknown().transform((value, ctx): number | 'until-settled' => {
  if (value === 'until-settled') return value;
  const parsed = whole(1, 2600).safeParse(value);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]!.message;
  ctx.addIssue({ code: 'custom', message: message.startsWith('is "') ? `${message}, or until-settled` : message });
  return z.NEVER;
});

const shard = z.unknown().transform((value, ctx): { readonly index: number; readonly of: number } => {
  if (!once(value, ctx)) return z.NEVER;
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(value)?.map(Number) ?? [];
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  ctx.addIssue({ code: 'custom', message: `is "${value}", must be a share such as 1/4: which, and of how many` });
  return z.NEVER;
});

const settings = z.array(z.string()).readonly();

const series = z.array(z.string()).transform((texts, ctx): readonly string[] | 'all' => {
  const names = texts.flatMap((text) => text.split(',')).map((name) => name.trim());
  if (names.includes('all')) return 'all';
  const ids = METRICS.map((metric) => metric.id);
  for (const name of names.filter((id) => !ids.includes(id))) {
    const nearest = nearestName(name, ids);
    ctx.addIssue({
      code: 'custom',
      message: `names "${name}", which is not a metric${nearest === undefined ? '' : `. Did you mean "${nearest}"?`}`,
    });
  }
  return names;
});

const moments = z.array(z.string()).transform((texts) => texts.flatMap((text) => text.split(',')).map((text) => text.trim()));

const conditions = z.array(z.string()).transform((texts, ctx): readonly string[] => {
  for (const text of texts) {
    try {
      parseCondition(text);
    } catch (error) {
      ctx.addIssue({ code: 'custom', message: `is not understood: ${(error as RangeError).message}` });
    }
  }
  return texts;
});

const flag = (fallback: boolean) =>
  z.unknown().transform((value, ctx): boolean => {
    if (typeof value === 'boolean') return value;
    if (value === undefined) return fallback;
    ctx.addIssue({ code: 'custom', message: 'is given more than once' });
    return z.NEVER;
  });

const SCHEMAS = {
  replications: z.optional(replications).default(DEFAULTS.replications),
  weeks: z.optional(weeks),
  workers: z.optional(whole(1, 512)),
  shard: z.optional(shard),
  antithetic: flag(false),
  seed: z.optional(whole(0, Number.MAX_SAFE_INTEGER)).default(DEFAULTS.seed),
  set: settings.default([]),
  engine: z.optional(oneOf('native', 'simjs')).default('native'),
  out: z.optional(word),
  overwrite: flag(false),
  resume: flag(false),
  at: moments.default([]),
  share: conditions.default([]),
  series: z.optional(series),
  report: flag(true),
  json: flag(false),
  quiet: flag(false),
  color: flag(true),
  'check-invariants': flag(false),
  strict: flag(false),
  'require-targets': flag(false),
  replication: z.optional(whole(1, 1_000_000)).default(1),
  person: z.optional(whole(0, Number.MAX_SAFE_INTEGER)),
  limit: z.optional(whole(1, Number.MAX_SAFE_INTEGER)),
  kind: z.optional(oneOf(...KINDS.map(({ id }) => id))),
  name: z.optional(word),
  verbose: flag(false),
} satisfies Record<OptionName, z.ZodType>;

/** Options understood; those a command does not take have their defaults. */
export type Args = { readonly [K in OptionName]: z.output<(typeof SCHEMAS)[K]> } & {
  readonly words: readonly string[];
  readonly command: string;
  /** the command on other words, and with other values of some options */
  commandOn(words: readonly string[], other?: { readonly [K in OptionName]?: string }): string;
};

function checkNames(row: CommandRow, args: RawArgs): string[] {
  const known = new Set<string>([...row.options, 'words', '_', '$0']);
  return Object.keys(args)
    .filter((name) => !known.has(name))
    .map((name) => {
      const nearest = nearestName(name, row.options);
      const text = `${name.length === 1 ? '-' : '--'}${name} is not an option of caresim ${row.name}.`;
      if (name in OPTIONS || nearest === undefined) return text;
      return `${text} Did you mean "--${nearest}"?`;
    });
}

function checkWords(row: CommandRow, words: readonly string[]): string[] {
  if (words.length >= row.least && words.length <= row.most) return [];
  const wanted = row.most === 0 ? 'takes no words' : `takes ${row.positional}`;
  return [`caresim ${row.name} ${wanted}: ${words.length === 0 ? 'none is given' : `${words.length} given`}.`];
}

/**
 * The options of a command line.
 * @throws InputError with every problem
 */
export function parseArgs(row: CommandRow, raw: RawArgs): Args {
  const words = Array.isArray(raw.words) ? raw.words.map(String) : [];
  const unknown = checkNames(row, raw);
  // An unknown option may have swallowed a word, so the words are judged only without one.
  const problems = unknown.length > 0 ? unknown : checkWords(row, words);
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const isTaken = (row.options as readonly string[]).includes(name);
    const parsed = schema.safeParse(isTaken ? raw[name] : undefined);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(...parsed.error.issues.map((issue) => `--${name} ${issue.message}.`.replace('?.', '?')));
  }
  if (problems.length > 0) throw new InputError(problems, `See: caresim ${row.name} --help`);
  const deciding = row.options.filter((name) => !ASIDE.includes(name));
  const commandOn: Args['commandOn'] = (on, other = {}) =>
    ['caresim', row.name, ...on.map(quoted), ...deciding.flatMap((name) => written(name, other[name] ?? raw[name]))].join(' ');
  return { ...values, words, command: commandOn(words), commandOn } as unknown as Args;
}

/** Options that no number depends on: where the result goes, how it is said, who does which share. The recorded command leaves them out. */
const ASIDE: readonly OptionName[] = ['out', 'overwrite', 'resume', 'json', 'quiet', 'color', 'shard'];

/** A word as a shell takes it. */
export const quoted = (text: string) => (/^[\w./=:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** An option as it was written, for the manifest. */
function written(name: OptionName, value: unknown): string[] {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
  return (Array.isArray(value) ? value : [value]).flatMap((one) => [`--${name}`, quoted(String(one))]);
}
