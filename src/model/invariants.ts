/** What must always hold, checked against the state itself: people and carers are conserved, nothing is taken on beyond capacity. */
import { checkHousing } from './housing-invariants.js';
import { AT, FLAG, REQUEST, ROW } from './people.js';
import { channel } from './recorder.js';
import type { Services } from './services/services.js';
import type { SlotLists } from './slot-lists.js';
import { checkSpecialist } from './specialist-invariants.js';
import type { World } from './world.js';

const LIST_PEOPLE = channel('list.people');
const IN_CARE = channel('home_care.people');
const WAITING_CALLS = channel('crisis.waiting');
const FOLLOWED = channel('crisis.in_episode');
const IN_HOSPITAL = channel('crisis.in_hospital');

/** @throws InvariantError naming what does not hold, with seed, replication and day */
export function checkInvariants(world: World, services: Services): void {
  checkPeople(world);
  checkHours(world, services);
  checkReablement(world, services);
  checkCarers(world, services);
  checkHousing(world, services);
  checkNights(world, services);
  checkSpecialist(world, services);
  if (world.input.crisis !== null) checkCrisis(world, services);
}

function checkPeople(world: World): void {
  const { people, recorder } = world;
  let present = 0;
  let listed = 0;
  let inCare = 0;
  for (let i = 0; i < people.high; i += ROW) {
    const at = people.at[i]!;
    if (at === AT.free) continue;
    present++;
    const isCouncil = !people.isSelfFunder(i);
    const request = people.request[i]!;
    if (isCouncil && people.slot[i]! >= 0 && (at === AT.care || at === AT.admitted)) inCare++;
    const waits = request === REQUEST.open || request === REQUEST.answering || request === REQUEST.resting;
    if (waits && isCouncil && (people.flags[i]! & FLAG.listed) !== 0 && at !== AT.care && at !== AT.admitted) listed++;
    if (at === AT.care && people.slot[i]! < 0) world.fail(`person ${people.serial[i]} is in care without a provider`);
    if (at === AT.left && request !== REQUEST.none) world.fail(`person ${people.serial[i]} has left and still waits`);
  }
  if (present !== people.count || people.created !== people.count + people.departed)
    world.fail(`people are not conserved: ${people.created} created, ${present} present, ${people.departed} departed`);
  if (listed !== recorder.current(LIST_PEOPLE)) world.fail(`${listed} people on the list, ${recorder.current(LIST_PEOPLE)} recorded`);
  if (inCare !== recorder.current(IN_CARE)) world.fail(`${inCare} people in care, ${recorder.current(IN_CARE)} recorded`);
}

function checkHours(world: World, { market, ledger }: Services): void {
  const { people } = world;
  const used = new Float64Array(market.slots);
  const council = new Float64Array(world.areas);
  const clients = new Int32Array(market.slots);
  const accepted = new Int32Array(market.slots);
  for (let i = 0; i < people.high; i += ROW) {
    if (people.at[i] === AT.free) continue;
    const h = people.hours[i]!;
    if (people.slot[i]! >= 0) used[people.slot[i]!]! += h;
    if (people.slot[i]! >= 0) clients[people.slot[i]!]!++;
    if (people.nextSlot[i]! >= 0) accepted[people.nextSlot[i]!]!++;
    if (people.request[i] === REQUEST.sourced) used[people.nextSlot[i]!]! += h;
    const isCouncil = !people.isSelfFunder(i);
    if (isCouncil && (people.slot[i]! >= 0 || people.request[i] !== REQUEST.none)) council[people.area[i]!]! += h;
  }
  for (let s = 0; s < market.slots; s++) {
    const underOffer = market.used[s]! - used[s]!;
    if (underOffer < -1e-6) world.fail(`provider ${market.slotProvider[s]} uses ${market.used[s]} hours, its packages ${used[s]}`);
    checkList(world, market.clients, s, people.slot, clients[s]!);
    checkList(world, market.accepted, s, people.nextSlot, accepted[s]!);
  }
  for (let a = 0; a < world.areas; a++)
    if (Math.abs(council[a]! - ledger.councilHours[a]!) > 1e-6)
      world.fail(`council hours of ${world.input.areas[a]} are ${council[a]}, booked ${ledger.councilHours[a]}`);
}

/** Those in a slot's list are the `count` people whose column names it. */
function checkList(world: World, list: SlotLists, slot: number, column: Int32Array, count: number): void {
  const { people } = world;
  let found = 0;
  for (let i = list.head(slot); i >= 0; i = list.after(i))
    if (column[i] !== slot || ++found > count) world.fail(`person ${people.serial[i]} is in the list of slot ${slot} and not with it`);
  if (found < count) world.fail(`${count - found} people with slot ${slot} are not in its list`);
}

function checkReablement(world: World, { reablementHours }: Services): void {
  const { people } = world;
  let own = 0;
  let bridging = 0;
  let cover = 0;
  for (let i = 0; i < people.high; i += ROW) {
    if (people.at[i] === AT.reablement) own += people.entryHours[i]!;
    else if (people.at[i] === AT.bridged) bridging += people.hours[i]!;
    else if (people.at[i] === AT.cover) cover += people.hours[i]!;
  }
  if (own !== reablementHours.own || bridging !== reablementHours.bridging || cover !== reablementHours.cover)
    world.fail(
      `reablement books ${reablementHours.own}, ${reablementHours.bridging}, ${reablementHours.cover} hours; people hold ${own}, ${bridging}, ${cover}`,
    );
}

function checkCarers(world: World, { workforce, recruits }: Services): void {
  const inPost = workforce.inPostByArea();
  for (let a = 0; a < world.areas; a++) {
    const here = inPost[a]! + recruits.pool[a]!;
    if (here !== recruits.came[a]! - recruits.gone[a]!)
      world.fail(
        `carers of ${world.input.areas[a]} are not conserved: ${recruits.came[a]} came, ${recruits.gone[a]} went, ${here} are here`,
      );
  }
}

/** Teams out are with someone; nobody waits while a team on duty is free; people waiting and followed are those recorded. */
function checkCrisis(world: World, { crisisTeams }: Services): void {
  const { people, recorder } = world;
  const out = new Int32Array(crisisTeams.out.length);
  let waiting = 0;
  let followed = 0;
  let inHospital = 0;
  for (let i = 0; i < people.high; i += ROW) {
    const at = people.at[i]!;
    if (at === AT.crisisTravel || at === AT.crisisVisit) out[crisisTeams.baseOf(i)]!++;
    else if (at === AT.crisisCall) waiting++;
    else if (at === AT.crisisEpisode) followed++;
    else if (at === AT.crisisHospital) inHospital++;
  }
  out.forEach((n, b) => {
    if (n !== crisisTeams.out[b]) world.fail(`${crisisTeams.out[b]} teams of base ${b} are out, ${n} people have one`);
    if (crisisTeams.waiting(b) > 0 && n < crisisTeams.onDuty[b]!) world.fail(`calls wait at base ${b} while a team is free`);
  });
  for (const [name, n, channel] of [
    ['calls wait', waiting, WAITING_CALLS],
    ['people are followed', followed, FOLLOWED],
    ['people are in hospital after a call', inHospital, IN_HOSPITAL],
  ] as const)
    if (n !== recorder.current(channel)) world.fail(`${n} ${name}, ${recorder.current(channel)} recorded`);
}

/** Night hours taken are those of the people who hold them, and nobody waits for nights that are there. */
function checkNights(world: World, { nights }: Services): void {
  const { people } = world;
  const { nightCare } = world.params.homeCare;
  if (nightCare === null) return;
  const held = new Float64Array(world.areas);
  for (let i = 0; i < people.high; i += ROW)
    if (people.at[i] !== AT.free && (people.flags[i]! & FLAG.nightsHeld) !== 0) held[people.area[i]!]! += people.nightHours[i]!;
  held.forEach((hours, a) => {
    if (Math.abs(hours - nights.held[a]!) > 1e-6) world.fail(`${nights.held[a]} night hours are taken, people hold ${hours}`);
  });
}
