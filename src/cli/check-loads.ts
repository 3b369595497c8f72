/** What `check` says of services that cannot settle. */
import { capital, grouped, longDate, lower } from '../report/words/numbers.js';
import { formatDate } from '../scenario/dates.js';
import type { Description } from '../scenario/describe.js';
import type { Overload } from '../scenario/overloads.js';
import type { ResolvedScenario } from '../scenario/resolved.js';

const count = (x: number): string => (x < 100 ? String(Number(x.toPrecision(3))) : grouped(Math.round(x)));

/** One line for each service that needs more than can be used: the numbers, since when, and where it is set. */
export function overloadLines(scenario: ResolvedScenario, said: Description, nameOf: (service: string) => string): string[] {
  return said.overloads.map((one) => {
    const what = one.area === null ? lower(nameOf(one.service)) : `home care, ${scenario.values.areas[one.area]?.name ?? one.area}`;
    const when = whenOf(one, scenario.values.start);
    const numbers = `${count(one.needed)} ${one.unit} are needed of ${count(one.usable)} that can be used (${grouped(Math.round(one.load * 100))}%)`;
    const place = `${one.path}, line ${one.at.line} of ${one.at.file}`;
    return `${capital(what)}, does not settle${when}: ${numbers}. Lists grow until people give up waiting. See ${place}.`;
  });
}

function whenOf({ fromDay, untilDay }: Overload, start: number): string {
  if (fromDay === 0 && untilDay === null) return '';
  const from = fromDay === 0 ? '' : ` from ${longDate(formatDate(start + fromDay))}`;
  return `${from}${untilDay === null ? '' : ` until ${longDate(formatDate(start + untilDay))}`}`;
}

/** Reablement holds those who wait for home care: what of it arithmetic knows, and that the rest comes on top. */
export function bridgingLines({ areas, services }: Description, isNearFull: (load: number) => boolean): string[] {
  const bridged = services.find(({ service }) => service === 'reablement')?.bridged;
  if (bridged === undefined || bridged.people === 0 || !areas.some(({ load }) => isNearFull(load))) return [];
  return [
    `Reablement also keeps those whose home care has no room, and covers handed-back packages: with home care nearly full, that comes on top of the ${count(bridged.people)} people and ${count(bridged.hours)} hours a week who wait while providers answer.`,
  ];
}
