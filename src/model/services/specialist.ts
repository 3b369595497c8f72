/** Specialist accommodation as a whole: its parts started in order, their timers handed on, and changes of parameters passed on. */
import type { SpecialistParams } from '../cohort-input.js';
import { SYSTEM } from '../timers.js';
import type { World } from '../world.js';
import type { Services } from './services.js';

export class Specialist {
  constructor(
    private readonly world: World,
    private readonly services: Pick<Services, 'cohorts' | 'moves' | 'homes' | 'teams' | 'sharedLives'>,
  ) {}

  /** Who lives there on day 0, then who is to be re-housed. */
  start(): void {
    if (this.world.input.specialist === null) return;
    const { homes, teams, sharedLives, cohorts } = this.services;
    homes.start();
    teams.start();
    sharedLives.start();
    cohorts.start();
  }

  /** Timer of the n-th thing of a kind. */
  event(kind: number, n: number): void {
    const { cohorts, moves, teams, sharedLives } = this.services;
    switch (kind) {
      case SYSTEM.cohort:
        cohorts.arrive(n);
        break;
      case SYSTEM.ready:
        cohorts.ready(n);
        break;
      case SYSTEM.approval:
        cohorts.approved(n);
        break;
      case SYSTEM.choice:
        moves.widen(n);
        break;
      case SYSTEM.giveUpLooking:
        moves.giveUp(n);
        break;
      case SYSTEM.move:
        moves.move(n);
        break;
      case SYSTEM.limit:
        moves.overstays(n);
        break;
      case SYSTEM.follow:
        cohorts.follow(n);
        break;
      case SYSTEM.slot:
        teams.free(n);
        break;
      case SYSTEM.otherSlot:
        teams.otherLeaves(n);
        break;
      case SYSTEM.carer:
        sharedLives.recruit(n);
        break;
      case SYSTEM.carerApproved:
        sharedLives.approve(n);
        break;
      default:
        this.world.fail(`nothing is known of system timer ${kind}`);
    }
  }

  /** New parameters are in force. */
  phaseChange(before: SpecialistParams | null): void {
    if (before === null) return;
    this.services.sharedLives.phaseChange(before.sharedLives);
    this.services.homes.phaseChange();
    this.services.teams.phaseChange(before);
  }
}
