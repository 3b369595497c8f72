/**
 * Laws worked out once and kept by their parameters, so that laws written alike are one object: compiled once and sent to workers
 * once. A scenario that is only read needs their figures; tables are made when something is to be drawn.
 */
import { compileLaw, type Law, type LawFigures, lawFigures, type Sampler } from '../random/sampler.js';

const MOST_KEPT = 2000;

function remembered<T>(make: (law: Law) => T): (law: Law) => T {
  const kept = new Map<string, T>();
  return (law) => {
    const key = JSON.stringify(law);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(law);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, made);
    return made;
  };
}

/**
 * The compiled form of a law; the same object for equal laws.
 *
 * @throws RangeError naming the first parameter that is out of range
 */
export const samplerOf: (law: Law) => Sampler = remembered(compileLaw);

/**
 * Exact moments and quantiles of a law.
 *
 * @throws RangeError naming the first parameter that is out of range
 */
export const figuresOf: (law: Law) => LawFigures = remembered(lawFigures);
