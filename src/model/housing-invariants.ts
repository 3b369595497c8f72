/** What must always hold of housing: every flat of an open scheme is lived in or vacant, whoever lives there is there, and the books agree. */

import { STAGE } from './keys.js';
import { AT } from './people.js';
import { channel } from './recorder.js';
import { UNOPENED } from './services/housing-units.js';
import type { Services } from './services/services.js';
import type { World } from './world.js';

const OCCUPIED = channel('housing.occupied');
const VOID = channel('housing.void');
const REGISTER = channel('housing.register');
const TENANTS = channel('housing.tenants');

/** @throws InvariantError naming what does not hold, with seed, replication and day */
export function checkHousing(world: World, services: Services): void {
  if (world.input.housing === null) return;
  checkUnits(world, services);
  checkRegister(world, services);
}

function checkUnits(world: World, { units, tenancies }: Services): void {
  const { people, recorder } = world;
  let occupied = 0;
  let vacant = 0;
  let persons = 0;
  for (let unit = 0; unit < units.count; unit++) {
    const stage = units.stage[unit]!;
    const person = units.lives(unit);
    const isOpen = units.isOpen[units.scheme[unit]!] === 1;
    if (isOpen && stage === UNOPENED && units.standsBy(unit)) continue;
    if (isOpen && stage === UNOPENED) world.fail(`unit ${unit} of an open scheme has not been let nor advertised`);
    if (isOpen && stage < STAGE.works) occupied++;
    if (isOpen && stage >= STAGE.works) vacant++;
    if (person >= 0 && stage >= STAGE.works) world.fail(`person ${people.serial[person]} lives in unit ${unit}, which is vacant`);
    if (stage === STAGE.occupied && person < 0) world.fail(`unit ${unit} is let and nobody lives there`);
    if (tenancies.unitOfTenant(person) !== unit) continue;
    if (people.at[person] !== AT.tenant) world.fail(`tenant ${people.serial[person]} of unit ${unit} is in place ${people.at[person]}`);
    if (tenancies.persons[unit]! > units.persons[unit]!) world.fail(`unit ${unit} has more people than it is for`);
    persons += tenancies.persons[unit]!;
  }
  const booked = { occupied: recorder.current(OCCUPIED), vacant: recorder.current(VOID), persons: recorder.current(TENANTS) };
  if (booked.occupied !== occupied || booked.vacant !== vacant || booked.persons !== persons)
    world.fail(`flats and tenants are ${occupied}, ${vacant}, ${persons}; booked ${JSON.stringify(booked)}`);
}

function checkRegister(world: World, { register }: Services): void {
  const { people, recorder } = world;
  let counted = 0;
  for (const { person, isCounted } of register.all()) {
    const at = people.at[person]!;
    if (at === AT.left || at === AT.free || at === AT.tenant)
      world.fail(`person ${people.serial[person]} is on the register, in place ${at}`);
    if (isCounted) counted++;
  }
  if (counted !== recorder.current(REGISTER)) world.fail(`${counted} applicants, ${recorder.current(REGISTER)} recorded`);
}
