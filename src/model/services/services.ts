/**
 * The parts of the model by name, made here. Each part is given all of them and states which it uses (`Pick<Services, ...>`), so that two
 * parts may use each other without importing one another: only their types are imported. No constructor may use what is not made yet.
 */
import { Answers } from '../answers.js';
import { Asking } from '../asking.js';
import { Brokerage } from '../brokerage.js';
import { Demand } from '../demand.js';
import { Departures } from '../departures.js';
import { GivingUp } from '../giving-up.js';
import { Hospital } from '../hospital.js';
import { Ledger } from '../ledger.js';
import { Principal } from '../principal.js';
import { WarmStart } from '../warm-start.js';
import type { World } from '../world.js';
import { ClientStays } from './client-stays.js';
import { FollowUp } from './follow-up.js';
import { FreedHours } from './freed-hours.js';
import { HandBackClock } from './hand-back-clock.js';
import { HomeCare } from './home-care.js';
import { Market } from './market.js';
import { Needs } from './needs.js';
import { Notices } from './notices.js';
import { Placements } from './placements.js';
import { ProviderLife } from './provider-life.js';
import { Reablement } from './reablement.js';
import { ReablementHours } from './reablement-hours.js';
import { Intake } from './reablement-intake.js';
import { Recruits } from './recruits.js';
import { Reviews } from './reviews.js';
import { SelfFunders } from './self-funders.js';
import { Staffing } from './staffing.js';
import { Workforce } from './workforce.js';

export class Services {
  readonly demand: Demand;
  readonly warmStart: WarmStart;
  readonly departures: Departures;
  readonly hospital: Hospital;
  readonly ledger: Ledger;
  readonly needs: Needs;
  readonly brokerage: Brokerage;
  readonly asking: Asking;
  readonly answers: Answers;
  readonly givingUp: GivingUp;
  readonly market: Market;
  readonly freedHours: FreedHours;
  readonly providerLife: ProviderLife;
  readonly homeCare: HomeCare;
  readonly handBackClock: HandBackClock;
  readonly notices: Notices;
  readonly reviews: Reviews;
  readonly clientStays: ClientStays;
  readonly selfFunders: SelfFunders;
  readonly principal: Principal;
  readonly workforce: Workforce;
  readonly staffing: Staffing;
  readonly recruits: Recruits;
  readonly reablement: Reablement;
  readonly reablementHours: ReablementHours;
  readonly intake: Intake;
  readonly followUp: FollowUp;
  readonly placements: Placements;

  constructor(world: World) {
    this.demand = new Demand(world, this);
    this.warmStart = new WarmStart(world, this);
    this.departures = new Departures(world, this);
    this.hospital = new Hospital(world);
    this.ledger = new Ledger(world, this);
    this.needs = new Needs(world);
    this.brokerage = new Brokerage(world, this);
    this.asking = new Asking(world, this);
    this.answers = new Answers(world, this);
    this.givingUp = new GivingUp(world, this);
    this.market = new Market(world, this);
    this.freedHours = new FreedHours(world, this);
    this.providerLife = new ProviderLife(world, this);
    this.homeCare = new HomeCare(world, this);
    this.handBackClock = new HandBackClock(world, this);
    this.notices = new Notices(world, this);
    this.reviews = new Reviews(world, this);
    this.clientStays = new ClientStays(world, this);
    this.selfFunders = new SelfFunders(world, this);
    this.principal = new Principal(world, this);
    this.workforce = new Workforce(world, this);
    this.staffing = new Staffing(world, this);
    this.recruits = new Recruits(world, this);
    this.reablement = new Reablement(world, this);
    this.reablementHours = new ReablementHours(world, this);
    this.intake = new Intake(world, this);
    this.followUp = new FollowUp(world, this);
    this.placements = new Placements(world, this);
  }
}
