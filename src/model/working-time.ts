/**
 * Time that runs on working days alone: Monday to Friday, bank holidays left out. Days beyond the calendar come out as the day after its
 * last, when nothing happens any more.
 */
import type { CalendarInput } from './input.js';

export class WorkingTime {
  constructor(private readonly calendar: Pick<CalendarInput, 'isWorking'>) {}

  /** The instant by which `days` of 24 hours on working days have gone by since `from`. */
  after(from: number, days: number): number {
    const { isWorking } = this.calendar;
    let at = from;
    let left = days;
    for (let day = Math.floor(from); day < isWorking.length; at = ++day) {
      if (isWorking[day] !== 1) continue;
      const rest = day + 1 - at;
      if (left <= rest) return at + left;
      left -= rest;
    }
    return isWorking.length;
  }

  /** As `after`, moved on to when the office is next open. */
  inOffice(from: number, days: number, { opens, closes }: { readonly opens: number; readonly closes: number }): number {
    const { isWorking } = this.calendar;
    const at = this.after(from, days);
    let day = Math.floor(at);
    if (at > day + closes / 24) day++;
    while (day < isWorking.length && isWorking[day] !== 1) day++;
    return Math.max(at, Math.min(day + opens / 24, isWorking.length));
  }

  /** The end (midnight) of the n-th working day after the day of `from`. */
  endOfDay(from: number, n: number): number {
    const { isWorking } = this.calendar;
    let day = Math.floor(from);
    for (let left = n; left > 0 && day < isWorking.length; ) if (isWorking[++day] === 1) left--;
    return day + 1;
  }
}
