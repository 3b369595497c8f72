/** Events of one simulated future in words: a log of everybody, or the story of one person. */
import { capital } from '../report/words/numbers.js';
import { KEY_WORDS } from '../vocabulary.js';
import { sentence, wrapped } from './wrap.js';

/** One event as `trace --json` prints it, a line each. */
export interface TraceLine {
  /** days since the start */
  readonly time: number;
  /** ISO date and minute */
  readonly at: string;
  /** null for events of a provider */
  readonly person: number | null;
  readonly what: string;
  readonly area: string | null;
  readonly group: string | null;
  readonly provider: string | null;
  /** key of what the event says more: a pathway, a priority, a reason, a placement */
  readonly detail: string | null;
}

/** What the text needs of a scenario: ids in its columns, names in a story's heading. */
export interface TraceNames {
  readonly areas: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
  readonly providers: readonly string[];
}

interface Event {
  readonly time: number;
  readonly what: string;
  readonly person: number;
  readonly area: string;
  readonly group: string;
  readonly detail: string;
}

/** "2026-10-05T14:30", from days since the start date. */
export function clockOf(start: string, time: number): string {
  const minutes = Math.floor(time * 24 * 60 + 1e-9);
  return new Date(Date.parse(`${start}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** An event of the model with its date, and its provider told from other details. */
export function traceLine(start: string, event: Event, providers: ReadonlySet<string>): TraceLine {
  const isProvider = providers.has(event.detail);
  return {
    time: event.time,
    at: clockOf(start, event.time),
    person: event.person < 0 ? null : event.person,
    what: event.what,
    area: event.area || null,
    group: event.group || null,
    provider: isProvider ? event.detail : null,
    detail: isProvider ? null : event.detail || null,
  };
}

const longest = (words: readonly string[]): number => Math.max(0, ...words.map((word) => word.length));
const spaced = (id: string): string => id.replaceAll('_', ' ');
/** "stays longer than the place allows" */
const WHAT = 34;
const PERSON = 6;
/** The longest detail that is no provider and common, "hand back urgent", fits too. */
const LEAST_DETAIL = 16;

const stamp = (at: string, person: string): string => `${at.padEnd(16)}  ${person.padStart(PERSON)}  `;

/** "offered: provider-3 (north, older)" */
function told(what: string, rest: string, area: string, group: string): string {
  const where = [area, group].filter(Boolean).join(', ');
  return `${what}${rest === '' ? '' : `: ${rest}`}${where === '' ? '' : ` (${where})`}`;
}

/** Heading and lines of a log of everybody: in columns, or where they would not fit, what happened as a sentence in lines. */
export function logColumns(names: TraceNames, width: number | null): { heading: string; line: (event: TraceLine) => string } {
  const [areas, groups] = [Object.keys(names.areas), Object.keys(names.groups)].map((ids) => Math.max(longest(ids), 5));
  const detail = Math.max(longest(names.providers), LEAST_DETAIL);
  const start = stamp('', '').length;
  const hasColumns = width === null || width >= start + WHAT + 2 + detail + 2 + areas! + 2 + groups!;
  const row = (at: string, person: string, what: string, rest: string, area: string, group: string) =>
    `${stamp(at, person)}${[what.padEnd(WHAT), rest.padEnd(detail), area.padEnd(areas!), group].join('  ')}`.trimEnd();
  const HEADS = ['what', 'provider or more', 'area', 'client group'] as const;
  return {
    heading: hasColumns ? row('date and hour', 'person', ...HEADS) : `${stamp('date and hour', 'person')}${told(...HEADS)}`,
    line: (event) => {
      const [at, person] = [event.at.replace('T', ' '), event.person === null ? '' : String(event.person)];
      const rest = event.provider ?? spaced(event.detail ?? '');
      const cells = [event.what, rest, spaced(event.area ?? ''), spaced(event.group ?? '')] as const;
      const inColumns = hasColumns ? row(at, person, ...cells) : null;
      if (inColumns !== null && (width === null || inColumns.length <= width)) return inColumns;
      return wrapped(told(...cells), width!, stamp(at, person), ' '.repeat(start)).join('\n');
    },
  };
}

/** "Fri 23 Jun 2023 17:30" */
function dayAndHour(at: string): string {
  const format = { weekday: 'short', day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', format).formatToParts(new Date(`${at}:00Z`));
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part('weekday')} ${part('day')} ${part('month').slice(0, 3)} ${part('year')} ${at.slice(11)}`;
}

/** "Person 1042: Older people, North Norfolk" */
export function storyHeading(event: TraceLine, names: TraceNames): string {
  const who = [names.groups[event.group ?? ''] ?? event.group, names.areas[event.area ?? ''] ?? event.area].filter(Boolean).join(', ');
  return `Person ${event.person}${who === '' ? '' : `: ${who}`}`;
}

/** Planner's words for a detail; a pathway's number says enough. */
function detailWords(detail: string): string {
  return (detail.startsWith('pathway_') ? undefined : KEY_WORDS[detail]) ?? spaced(detail);
}

/** One event of a person's story, with the days since the event before it that was on another day, in lines of `width`. */
export function storyLine(event: TraceLine, before: TraceLine | null, width: number | null = null): string {
  const days = before === null ? 0 : event.time - before.time;
  const since = days < 1 ? '' : `+${Math.round(days)} ${Math.round(days) === 1 ? 'day' : 'days'}`;
  const more = event.provider ?? detailWords(event.detail ?? '');
  const when = `${dayAndHour(event.at)}  ${since.padStart(9)}  `;
  return sentence(`${capital(event.what)}${more === '' ? '' : `: ${more}`}`, { width }, when).join('\n');
}
