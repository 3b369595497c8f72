/**
 * That a change of capacity has acted: on its date, what each service has is what the parameters in force say. A change that moved
 * nothing would pass for a plan without effect, so it is a fault of the program, and always looked for.
 */
import { DOORS } from './services/market.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

/** Hours a week of rounding, over areas of one provider. */
const ROUNDING = 1e-6;

/** After new parameters have come into force. @throws when contracted hours or posts are not what they say */
export function checkArrived(world: World, services: Pick<Services, 'market' | 'workforce'>): void {
  const { market, workforce } = services;
  const { providers } = world.input;
  const { homeCare, reablement } = world.params;
  providers.forEach(({ id, fixedHours }, i) => {
    if (fixedHours === null || market.doors[i] === DOORS.closed) return;
    const [due, there] = [homeCare.providers[i]!.fixedHours, market.capacity(i)];
    if (Math.abs(there - due) > ROUNDING * Math.max(1, due))
      world.fail(`${id} has ${there} hours a week on a date on which it is to have ${due}`);
  });
  reablement?.postsByArea.forEach((due, area) => {
    const there = workforce.open[providers.length + area]!;
    if (there < due) world.fail(`reablement in ${world.input.areas[area]} has ${there} posts on a date on which it is to have ${due}`);
  });
}
