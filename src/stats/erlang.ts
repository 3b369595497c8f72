/**
 * Textbook queues in steady state: what theory says of a system simple enough for it. Rates and times in one unit, days in the model.
 */

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} must be more than 0 and finite, not ${value}`);
}

function requirePlaces(places: number): void {
  if (!(Number.isSafeInteger(places) && places >= 1)) throw new RangeError(`places must be a whole number of 1 or more, not ${places}`);
}

/**
 * Erlang B: share of arrivals refused when nobody waits. Holds for any law of stays with the same mean.
 *
 * @param load - arrival rate x mean stay
 * @throws RangeError when load is not positive or places is not a whole number of 1 or more
 * @source Erlang (1917); Kleinrock (1975), Queueing Systems I, section 3.6
 */
export function erlangB(load: number, places: number): number {
  requirePositive('load', load);
  requirePlaces(places);
  let blocked = 1;
  for (let n = 1; n <= places; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Steady state of a queue with Poisson arrivals, exponential stays and endless patience. */
export interface WaitingLine {
  /** Probability that an arrival has to wait. */
  readonly waitShare: number;
  /** Mean wait over all arrivals. */
  readonly meanWait: number;
  /** Mean number waiting. */
  readonly meanQueue: number;
  /** Share of capacity used. */
  readonly utilisation: number;
  /** P(wait > time). */
  waitBeyond(time: number): number;
}

/**
 * Erlang C: M/M/c in order of arrival.
 *
 * @throws RangeError when a parameter is out of range or demand is not below capacity (then there is no steady state)
 * @source Kleinrock (1975), Queueing Systems I, section 3.5
 */
export function erlangC(arrivalRate: number, meanStay: number, places: number): WaitingLine {
  requirePositive('arrivalRate', arrivalRate);
  requirePositive('meanStay', meanStay);
  const load = arrivalRate * meanStay;
  const blocked = erlangB(load, places);
  if (!(load < places)) throw new RangeError(`load (${load}) must be below places (${places}) for a steady state`);
  const waitShare = blocked / (1 - (load / places) * (1 - blocked));
  const spareRate = (places - load) / meanStay;
  const meanWait = waitShare / spareRate;
  return {
    waitShare,
    meanWait,
    meanQueue: arrivalRate * meanWait,
    utilisation: load / places,
    waitBeyond: (time) => (time < 0 ? 1 : waitShare * Math.exp(-spareRate * time)),
  };
}

/** Steady state of a queue that people leave when their patience ends. */
export interface ImpatientLine {
  /** Probability that an arrival finds every place taken. */
  readonly waitShare: number;
  readonly meanQueue: number;
  /** Share of arrivals who give up. */
  readonly giveUpShare: number;
  readonly utilisation: number;
}

/**
 * Erlang A: M/M/c with exponential patience (M/M/c+M), by the balance of its states.
 *
 * @throws RangeError when a parameter is out of range
 * @source Palm (1957); Mandelbaum and Zeltyn (2007), Service engineering in action: the Palm/Erlang-A queue
 */
export function erlangA(arrivalRate: number, meanStay: number, places: number, meanPatience: number): ImpatientLine {
  requirePositive('arrivalRate', arrivalRate);
  requirePositive('meanStay', meanStay);
  requirePositive('meanPatience', meanPatience);
  requirePlaces(places);
  const load = arrivalRate * meanStay;
  // Weights relative to the state "all places taken, nobody waiting"; below it their sum is 1 / Erlang B.
  const upToFull = 1 / erlangB(load, places);
  let weight = 1;
  let queued = 0;
  let queueWeight = 0;
  for (let waiting = 1; ; waiting++) {
    weight *= arrivalRate / (places / meanStay + waiting / meanPatience);
    queued += weight;
    queueWeight += waiting * weight;
    if (waiting * weight < 1e-17 * queueWeight && weight < 1e-17 * (upToFull + queued)) break;
  }
  const total = upToFull + queued;
  const meanQueue = queueWeight / total;
  const giveUpShare = meanQueue / meanPatience / arrivalRate;
  return { waitShare: (1 + queued) / total, meanQueue, giveUpShare, utilisation: (load * (1 - giveUpShare)) / places };
}

/**
 * Pollaczek-Khinchine: mean wait for one place with Poisson arrivals and any law of stays (M/G/1).
 *
 * @param sdStay - standard deviation of the stay
 * @throws RangeError when a parameter is out of range or demand is not below capacity
 * @source Kleinrock (1975), Queueing Systems I, section 5.6
 */
export function pollaczekKhinchineWait(arrivalRate: number, meanStay: number, sdStay: number): number {
  requirePositive('arrivalRate', arrivalRate);
  requirePositive('meanStay', meanStay);
  if (!(sdStay >= 0)) throw new RangeError(`sdStay must be 0 or more, not ${sdStay}`);
  const load = arrivalRate * meanStay;
  if (!(load < 1)) throw new RangeError(`load (${load}) must be below 1 for a steady state`);
  return (arrivalRate * (meanStay * meanStay + sdStay * sdStay)) / (2 * (1 - load));
}

/**
 * Cobham: mean waits of two priorities with the same exponential stay, c places, nobody interrupted.
 *
 * @throws RangeError when a parameter is out of range or demand is not below capacity
 * @source Cobham (1954), Priority assignment in waiting line problems, Operations Research 2(1)
 */
export function cobhamWaits(firstRate: number, secondRate: number, meanStay: number, places: number): { first: number; second: number } {
  requirePositive('firstRate', firstRate);
  requirePositive('secondRate', secondRate);
  const all = erlangC(firstRate + secondRate, meanStay, places);
  const residual = (all.waitShare * meanStay) / places;
  const leftByFirst = 1 - (firstRate * meanStay) / places;
  return { first: residual / leftByFirst, second: residual / (leftByFirst * (1 - all.utilisation)) };
}
