/**
 * A description in words and columns.
 */
import type { Description } from './describe.js';

const whole = (x: number): string => Math.round(x).toLocaleString('en-GB');
const short = (x: number): string => (Math.abs(x) >= 100 ? whole(x) : String(Number(x.toPrecision(3))));
const percent = (x: number): string => `${Math.round(x * 100)}%`;

/** Rows in columns: the first left, the others right. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  return rows.map((row) =>
    `  ${row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')}`.trimEnd(),
  );
}

function loads(d: Description): string[] {
  const lines: string[] = [];
  if (d.areas.length > 0) {
    const rows = d.areas.map((row) => [
      row.area,
      short(row.newPackages),
      whole(row.councilPeople),
      whole(row.selfFunders),
      whole(row.hours),
      whole(row.capacity),
      percent(row.load),
    ]);
    lines.push(
      '',
      'Home care: what new packages and their length imply, against carer hours',
      ...columns([['', 'new a week', 'people', 'self-funders', 'hours', 'capacity', 'load'], ...rows]),
    );
  }
  if (d.services.length > 0) {
    const rows = d.services.map((row) => [
      row.service,
      short(row.startsPerWeek),
      whole(row.people),
      row.hours > 0 ? whole(row.hours) : '',
      row.capacity === null ? 'no limit' : whole(row.capacity),
      row.load === null ? '' : percent(row.load),
    ]);
    lines.push('', 'Other services', ...columns([['', 'starts a week', 'people', 'hours', 'capacity', 'load'], ...rows]));
  }
  return lines;
}

/** The description as `check` prints it. */
export function phraseDescription(d: Description): string {
  const lines = [`${d.name}: ${d.weeks} weeks from ${d.start}${d.warmUpWeeks > 0 ? `, the first ${d.warmUpWeeks} not counted` : ''}`];
  if (d.question !== null) lines.push(d.question.trim());
  lines.push(...loads(d));
  if (d.routes.length > 0) {
    lines.push('', 'New requests for support, people a week');
    lines.push(
      ...columns(
        d.routes.map((row) => [row.stream, short(row.perWeek), ` to ${row.to.map((to) => `${to.where} ${short(to.perWeek)}`).join(', ')}`]),
      ),
    );
  }
  if (d.laws.length > 0) {
    const rows = d.laws.map((row) => [row.path, short(row.mean), short(row.median), short(row.p95), row.of === 'time' ? 'days' : '']);
    lines.push('', 'Distributions', ...columns([['', 'mean', 'median', '95 in 100 below', ''], ...rows]));
  }
  for (const change of d.changes)
    lines.push(
      '',
      `From ${change.from}${change.until === null ? '' : ` until ${change.until}`}${change.inRun ? '' : ' (outside the run)'}: ${change.why}`,
    );
  lines.push('', d.unsourced === 0 ? `All ${d.numbers} numbers have a source.` : `${d.unsourced} of ${d.numbers} numbers have no source.`);
  return lines.join('\n');
}
