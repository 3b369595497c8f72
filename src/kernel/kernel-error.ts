/** A calendar was misused: a time that is not finite or lies in the past. Always a fault of the caller's code, never of a scenario. */
export class KernelError extends Error {
  override readonly name = 'KernelError';

  constructor(
    message: string,
    /** timer the call was about */
    readonly timer: number,
    /** time asked for, in days */
    readonly time: number,
    /** time of the event being handled, in days */
    readonly now: number,
  ) {
    super(message);
  }
}

/** Throw the error for `set(timer, time)` called at `now`; kept out of line so that the hot path stays small enough to inline. */
export function rejectTime(timer: number, time: number, now: number): never {
  const why = Number.isFinite(time) ? `lies before the present, ${now}` : 'is not a finite number';
  throw new KernelError(`Timer ${timer} was set to time ${time}, which ${why}.`, timer, time, now);
}
