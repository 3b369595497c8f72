/** What `check` says of services for which more is needed than there is. */
import { capital, grouped, longDate, lower } from '../report/words/numbers.js';
import { formatDate } from '../scenario/dates.js';
import type { Description } from '../scenario/describe.js';
import type { Overload } from '../scenario/overloads.js';
import type { ResolvedScenario } from '../scenario/resolved.js';

const count = (x: number): string => (x < 100 ? x.toFixed(1) : grouped(Math.round(x)));

/** One line for each service that needs more than can be used: the numbers, since when, and where it is set. */
export function overloadLines(scenario: ResolvedScenario, said: Description, nameOf: (service: string) => string): string[] {
  return said.overloads.map((one) => {
    const what = one.area === null ? lower(nameOf(one.service)) : `home care, ${scenario.values.areas[one.area]?.name ?? one.area}`;
    const when = whenOf(one, scenario.values.start);
    const numbers = `${count(one.needed)} ${one.unit} are needed of ${count(one.usable)} that can be used (${grouped(Math.round(one.load * 100))}%)`;
    const place = `${one.path}, line ${one.at.line} of ${one.at.file}`;
    return `${capital(what)}, settles only by people giving up${when}: ${numbers}. Until then the list grows. See ${place}.`;
  });
}

function whenOf({ fromDay, untilDay }: Overload, start: number): string {
  if (fromDay === 0 && untilDay === null) return '';
  const from = fromDay === 0 ? '' : ` from ${longDate(formatDate(start + fromDay))}`;
  return `${from}${untilDay === null ? '' : ` until ${longDate(formatDate(start + untilDay))}`}`;
}

/** Share of reablement's hours that those who wait while providers answer may take before it is said. */
const MUCH_BRIDGED = 0.1;

/** Reablement holds those who wait for home care: what of it arithmetic knows, and that the rest comes on top. */
export function bridgingLines({ areas, services }: Description, isNearFull: (load: number) => boolean): string[] {
  const { bridged, capacity } = services.find(({ service }) => service === 'reablement') ?? {};
  if (!bridged?.people) return [];
  const isMuch = bridged.hours > MUCH_BRIDGED * capacity!;
  if (!isMuch && !areas.some(({ load }) => isNearFull(load))) return [];
  const known = `${count(bridged.people)} people and ${count(bridged.hours)} hours a week are in its load`;
  return [
    `Reablement keeps people until their home care starts. Those who wait only while providers answer, ${known}; those who wait for room, and cover for handed-back packages, come on top.`,
  ];
}
