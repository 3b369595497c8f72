/**
 * The calendar of a run: weekdays, months and working days from day 0.
 */
import type { CalendarInput } from '../../model/input.js';
import { bankHolidays } from '../bank-holidays.js';
import { civilDate, formatDate, weekdayOf } from '../dates.js';

/**
 * @param start - day number of day 0
 * @param days - days of the run; the arrays have one more
 */
export function calendarOf(start: number, days: number): CalendarInput {
  const weekday = new Uint8Array(days + 1);
  const month = new Uint8Array(days + 1);
  const isWorking = new Uint8Array(days + 1);
  const holidays = new Set<number>();
  for (let year = civilDate(start).year; year <= civilDate(start + days).year; year++)
    for (const day of bankHolidays(year)) holidays.add(day);
  for (let d = 0; d <= days; d++) {
    weekday[d] = weekdayOf(start + d);
    month[d] = civilDate(start + d).month - 1;
    isWorking[d] = weekday[d]! < 5 && !holidays.has(start + d) ? 1 : 0;
  }
  return { start: formatDate(start), weekday, month, isWorking };
}
