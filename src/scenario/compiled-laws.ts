/**
 * Compiled laws, kept by their parameters, so that laws written alike are one object: compiled once and sent to workers once.
 */
import { compileLaw, type Law, type Sampler } from '../random/sampler.js';

const MOST_KEPT = 2000;
const kept = new Map<string, Sampler>();

/**
 * The compiled form of a law; the same object for equal laws.
 *
 * @throws RangeError naming the first parameter that is out of range
 */
export function samplerOf(law: Law): Sampler {
  const key = JSON.stringify(law);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const sampler = compileLaw(law);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, sampler);
  return sampler;
}
