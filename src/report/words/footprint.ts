/** What a plan changes, in words: for the report and for the screen. */
import type { FootprintRecord } from '../../result/document.js';
import { capital, clean, counted, figure, grouped, longDate, quoted, signed } from './numbers.js';

type Setting = FootprintRecord['settings'][number];
type Effect = FootprintRecord['effects'][number];
type Adjustment = FootprintRecord['adjustments'][number];

/** "from the start", "from 6 July 2026", "from 1 December 2026 until 1 March 2027" */
export function spellWords({ from, until }: Pick<Setting, 'from' | 'until'>): string {
  const begins = from === null ? 'from the start' : `from ${longDate(from)}`;
  return until === null ? begins : `${begins} until ${longDate(until)}`;
}

/** "£24.50 becomes £26.95", "set to 4 weeks", "taken out (was 4 weeks)" */
export function movedWords({ before, after }: Pick<Setting, 'before' | 'after'>): string {
  if (before === null) return `set to ${clean(after ?? '')}`;
  return after === null ? `taken out (was ${clean(before)})` : `${clean(before)} becomes ${clean(after)}`;
}

/** A plan that is the baseline by another name. */
export const isNothing = ({ settings }: FootprintRecord): boolean => settings.length === 0;

/** What is said of a plan that changes nothing. */
export function nothingWords({ against }: FootprintRecord): string {
  if (against === null) return 'Its dated changes change nothing: every value they set is what it is on day 0.';
  return `This plan changes nothing: every value it sets is what the baseline, ${quoted(clean(against))}, has.`;
}

/** Heading of what is changed. */
export function changesTitle({ against, settings }: FootprintRecord): string {
  const what = counted(settings.length, 'setting');
  if (against === null) return `What its dated changes change (${what})`;
  return `What it changes against ${quoted(clean(against))} (${what})`;
}

const NAMES: Readonly<Record<string, string>> = { home_care: 'home care', crisis_response: 'crisis response', flats: 'flats' };

/** "home care, North", or the name of a placement. */
export function serviceWords(service: string, nameOf: (kind: 'area' | 'placement', id: string) => string): string {
  const [kind, area] = service.split('/');
  if (area !== undefined) return `${NAMES[kind!] ?? kind}, ${nameOf('area', area)}`;
  return NAMES[service] ?? (service === 'reablement' ? service : nameOf('placement', service));
}

const percent = (load: number | null): string => (load === null ? '' : `${Math.round(load * 100)}%`);
const places = (capacity: number | null): string => (capacity === null ? 'no limit' : grouped(Math.round(capacity)));

/** Cells of a row of an effect: service, capacity before and after, load before and after, cost a week before, and its difference. */
export function effectCells({ loads }: Effect, nameOf: Parameters<typeof serviceWords>[1]): string[][] {
  return loads.map((row) => {
    const cost = row.cost === null || row.before.cost === null ? null : row.cost - row.before.cost;
    return [
      `${capital(serviceWords(row.service, nameOf))}, ${row.unit}`,
      places(row.before.capacity),
      places(row.capacity),
      percent(row.before.load),
      percent(row.load),
      row.cost === null ? '' : figure(row.cost, 'pounds', null, true),
      cost === null ? '' : signed(cost, 'pounds', null),
    ];
  });
}

export const EFFECT_HEAD = ['', 'before', 'after', 'load before', 'load after', 'pounds a week, all used', 'difference'] as const;

/** What `scale` and `add` do, before they do it: "scale 10%: £24.50 becomes £2.45; for a rise of 10% write 110%" */
export function adjustmentWords({ verb, path, amount, before, after, numbers, from }: Adjustment): string {
  const more = numbers > 1 ? `, and ${counted(numbers - 1, 'other number')} alike` : '';
  const share = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(amount)?.[1];
  const isRise = verb === 'scale' && share !== undefined && Number(share) > 0 && Number(share) <= 50;
  const hint = isRise ? `; for a rise of ${share}% write ${100 + Number(share)}%` : '';
  return `${verb} ${clean(amount)}, ${path}, from ${longDate(from)}: ${before} becomes ${after}${more}${hint}`;
}

/** What is set that is so already, with its line. */
export function repeatedWords({ path, value, from, file, line }: FootprintRecord['repeated'][number]): string {
  const when = from === null ? 'in the baseline already' : `already when the change of ${longDate(from)} sets it`;
  return `${path} is ${clean(value)} ${when} (${clean(file)}, line ${line})`;
}
