/** What must always hold of specialist accommodation: who lives where, who waits for what, places kept, slots of teams. */
import { WAITING_FOR } from '../metrics.js';
import { STAGE } from './keys.js';
import { AT, ROW } from './people.js';
import { channel } from './recorder.js';
import { NEEDS } from './services/members.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

const WAITING = channel('specialist.waiting');
const TENANTS = channel('specialist.tenants');

/** @throws InvariantError naming what does not hold */
export function checkSpecialist(world: World, services: Services): void {
  if (world.input.specialist === null) return;
  checkMembers(world, services);
  checkTenants(world, services);
  checkBeds(world, services);
}

/** Members are people of the model; those who wait are as many as booked; places kept and slots held are theirs. */
function checkMembers(world: World, { cohorts, teams, units }: Services): void {
  const { members } = cohorts;
  const parts = world.input.specialist!.parts.map(() => 0);
  let waiting = 0;
  let kept = 0;
  for (let m = 0; m < members.high; m++) {
    if (members.hasSlot[m] === 1) parts[members.part[m]!]!++;
    if (members.state[m]! >= WAITING_FOR.length) continue;
    waiting++;
    const person = members.person[m]!;
    if (person < 0 || members.of(person) !== m) world.fail(`member ${m} waits and is nobody`);
    if (world.people.at[person] === AT.free) world.fail(`member ${m} waits and has left`);
    if (members.hasSlot[m] === 1 && !members.needsAny(m, NEEDS.team)) world.fail(`member ${m} holds a slot without need`);
    if (members.heldUnit[m]! < 0) continue;
    kept++;
    if (units.stage[members.heldUnit[m]!] !== STAGE.moving_in) world.fail(`the unit kept for member ${m} is not kept`);
  }
  if (waiting !== world.recorder.current(WAITING)) world.fail(`${waiting} members wait, ${world.recorder.current(WAITING)} booked`);
  parts.forEach((taken, part) => {
    if (taken + teams.othersIn(part) !== teams.takenIn(part))
      world.fail(`team of part ${part}: ${taken} members and ${teams.othersIn(part)} others hold ${teams.takenIn(part)} slots`);
  });
  let moving = 0;
  for (let unit = 0; unit < units.count; unit++) if (units.isOfCohort(unit) && units.stage[unit] === STAGE.moving_in) moving++;
  if (moving !== kept) world.fail(`${moving} units are kept for members, ${kept} members have one`);
}

/** Whoever is a tenant lives in one unit, and nobody else does. */
function checkTenants(world: World, { units, homes }: Services): void {
  const { people } = world;
  let tenants = 0;
  for (let i = 0; i < people.high; i += ROW) {
    if (people.at[i] !== AT.settled) continue;
    tenants++;
    const unit = homes.unitOfTenant(i);
    if (unit < 0 || units.lives(unit) !== i) world.fail(`person ${people.serial[i]} is a tenant and lives nowhere`);
    if (units.stage[unit] !== STAGE.occupied) world.fail(`unit ${unit} is lived in and not let`);
  }
  let letTo = 0;
  for (let unit = 0; unit < units.count; unit++) if (units.isOfCohort(unit) && units.lives(unit) >= 0) letTo++;
  if (letTo !== tenants || tenants !== world.recorder.current(TENANTS))
    world.fail(`${tenants} tenants, ${letTo} units let, ${world.recorder.current(TENANTS)} booked`);
}

/** People in beds are those booked, of each kind. */
function checkBeds(world: World, { placements }: Services): void {
  const { people, params, areas } = world;
  const found = params.placements.map(() => 0);
  for (let i = 0; i < people.high; i += ROW) if (people.at[i] === AT.placed) found[people.placement[i]!]!++;
  found.forEach((count, placement) => {
    let booked = 0;
    for (let area = 0; area < areas; area++) booked += placements.occupiedBy(placement, area);
    if (booked !== count) world.fail(`${count} people in ${params.placements[placement]!.id}, ${booked} booked`);
  });
}
