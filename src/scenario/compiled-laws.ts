/**
 * Laws worked out once and kept by their parameters, so that laws written alike are one object: compiled once and sent to workers
 * once. A scenario that is only read needs their figures; tables are made when something is to be drawn.
 */
import type { ExactLaw } from '../random/exact.js';
import { exactLaw } from '../random/exact-compound.js';
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
 * A law's exact form: moments, quantiles and probabilities.
 *
 * @throws RangeError naming the first parameter that is out of range
 */
export const exactOf: (law: Law) => ExactLaw = remembered(exactLaw);

/** As `exactOf`, in plain numbers. */
export const figuresOf: (law: Law) => LawFigures = remembered((law) => lawFigures(exactOf(law)));
