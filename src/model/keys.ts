/** Keys of the registry's dimensions by name, for the model's logic: PRIORITY.hospital is the place of 'hospital' in PRIORITIES. */
import { CARE_KINDS, ORIGINS, PATHWAYS, PAYERS, PLACES, PRIORITIES, READINESS, REASONS, STAGES, WAITING_FOR } from '../metrics.js';
import { AT } from './people.js';

type Keys<Names extends readonly string[]> = { readonly [Name in Names[number]]: number };

function keysOf<const Names extends readonly string[]>(names: Names): Keys<Names> {
  return Object.fromEntries(names.map((name, key) => [name, key])) as Keys<Names>;
}

export const PRIORITY = keysOf(PRIORITIES);
export const PLACE = keysOf(PLACES);
export const PATHWAY = keysOf(PATHWAYS);
export const ORIGIN = keysOf(ORIGINS);
export const REASON = keysOf(REASONS);
export const PAYER = keysOf(PAYERS);
export const STAGE = keysOf(STAGES);
export const READINESS_KEY = keysOf(READINESS);
export const WAITS_FOR = keysOf(WAITING_FOR);
export const CARE_KIND = keysOf(CARE_KINDS);

/** Key of PLACES of someone who asks for home care, by where they are (AT): the place that the list counts them in. */
export const PLACE_AT: readonly number[] = (() => {
  const place = new Array<number>(Math.max(...Object.values(AT)) + 1).fill(PLACE.home);
  place[AT.hospital] = PLACE.hospital;
  place[AT.bridged] = PLACE.bridging;
  place[AT.cover] = PLACE.cover;
  place[AT.care] = PLACE.own_provider;
  place[AT.admitted] = PLACE.own_provider;
  return place;
})();

/** Priority of a request for home care, by the origin (key of ORIGINS) of someone who comes out of reablement. */
export const PRIORITY_OF_ORIGIN: readonly number[] = (() => {
  const priority = new Array<number>(ORIGINS.length).fill(PRIORITY.community);
  priority[ORIGIN.hospital] = PRIORITY.hospital;
  priority[ORIGIN.crisis] = PRIORITY.crisis;
  return priority;
})();
