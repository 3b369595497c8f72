/**
 * From referral to acceptance, for the quarterly returns. People are counted, not referrals: whoever is referred again after a refusal is
 * one person, declined once, whose clocks run from the first referral until somebody who then accepts them has responded. A refusal
 * answers nobody. A unit counts the people referred to it; all units together count each person once.
 */
import { type DeclineReason, returnColumn } from '../metrics.js';
import { CLOCK, COLUMN, type ReturnCounts } from './return-counts.js';
import type { World } from './world.js';

const NEVER = Number.POSITIVE_INFINITY;

/** A referral that is out. */
interface Referral {
  readonly person: number;
  readonly unit: number;
  respondedAt: number;
}

/** Limits of R5 (never when it is no emergency) and R6. */
interface Limits {
  emergencyDue: number;
  responseDue: number;
}

/** Someone's referrals to a unit (or to all together), until they are accepted or need it no more. Limits are never once they are settled. */
interface Case extends Limits {
  readonly unit: number;
  /** false once they were declined */
  isUndecided: boolean;
  /** referrals that are out */
  open: number;
}

export class ReferralCases {
  /** by their number */
  private readonly referrals = new Map<number, Referral>();
  /** by person */
  private readonly cases = new Map<number, Case[]>();

  constructor(
    private readonly world: World,
    private readonly counts: ReturnCounts,
  ) {}

  start(): void {
    this.referrals.clear();
    this.cases.clear();
  }

  /** A referral of someone reaches a unit; the limits are those of a first one. */
  received(referral: number, person: number, unit: number, limits: Limits): void {
    const { counts } = this;
    this.referrals.set(referral, { person, unit, respondedAt: NEVER });
    const cases = this.cases.get(person) ?? [];
    this.cases.set(person, cases);
    for (const to of [counts.all, unit]) {
      const known = cases.find((one) => one.unit === to);
      if (known === undefined) {
        counts.count(COLUMN.received, to);
        if (limits.emergencyDue < NEVER) counts.count(COLUMN.emergencies, to);
        cases.push({ unit: to, ...limits, isUndecided: true, open: 1 });
      } else {
        this.settleOverdue(known);
        known.open++;
      }
    }
  }

  /** A unit has responded to a referral. */
  responded(referral: number): void {
    const found = this.referrals.get(referral);
    if (found !== undefined) found.respondedAt = this.world.now;
  }

  /** A referral is accepted, and whatever else was under way for the person is over; returns the unit, or -1 for no referral. */
  accepts(referral: number): number {
    const found = this.take(referral);
    if (found === undefined) return -1;
    const { counts } = this;
    const own = this.casesOf(found);
    for (const one of own) {
      this.settle(one, Math.min(found.respondedAt, this.world.now));
      if (!one.isUndecided) counts.count(COLUMN.referredAgain, one.unit);
      counts.count(COLUMN.accepted, one.unit);
    }
    this.end(found.person, own);
    return found.unit;
  }

  /** A referral is declined, for a reason. */
  declines(referral: number, reason: DeclineReason): void {
    const found = this.take(referral);
    if (found === undefined) return;
    for (const one of this.casesOf(found)) {
      one.open--;
      this.settleOverdue(one);
      if (!one.isUndecided) continue;
      one.isUndecided = false;
      this.counts.count(COLUMN.declined, one.unit);
      this.counts.count(returnColumn('R2', reason), one.unit);
    }
  }

  /** A referral is taken back: accepted elsewhere first, or no longer needed. Who was declined before may yet be referred again. */
  withdrawn(referral: number): void {
    const found = this.take(referral);
    if (found === undefined) return;
    for (const one of this.casesOf(found)) {
      one.open--;
      if (one.open === 0 && one.isUndecided) this.drop(found.person, one);
    }
  }

  /** Someone is not referred any more: all their cases end, apart from those settled already. */
  end(person: number, settled: readonly Case[] = []): void {
    for (const one of this.cases.get(person) ?? []) if (!settled.includes(one)) this.lapse(one);
    this.cases.delete(person);
  }

  /** Units of the cases in which nothing has been decided. */
  *undecided(): Generator<number> {
    for (const cases of this.cases.values()) for (const { unit, isUndecided } of cases) if (isUndecided) yield unit;
  }

  /** At the end of the run: nobody responds any more. */
  finish(): void {
    for (const cases of this.cases.values()) for (const one of cases) this.settle(one, NEVER);
  }

  private take(referral: number): Referral | undefined {
    const found = this.referrals.get(referral);
    this.referrals.delete(referral);
    return found;
  }

  /** Cases that a referral belongs to: none when the person has been accepted elsewhere. */
  private casesOf({ person, unit }: Referral): Case[] {
    return (this.cases.get(person) ?? []).filter((one) => one.unit === unit || one.unit === this.counts.all);
  }

  private drop(person: number, one: Case): void {
    this.lapse(one);
    const rest = this.cases.get(person)!.filter((other) => other !== one);
    if (rest.length > 0) this.cases.set(person, rest);
    else this.cases.delete(person);
  }

  /** The unit will not accept them: they were declined, or it is too late for it to decide. */
  private lapse(one: Case): void {
    this.settle(one, NEVER);
    if (one.isUndecided) this.counts.count(COLUMN.withdrawn, one.unit);
  }

  /** Who accepts them responded at a time, or (never) nobody will. */
  private settle(one: Case, respondedAt: number): void {
    this.counts.settle(CLOCK.emergency, one.unit, one.emergencyDue, respondedAt);
    this.counts.settle(CLOCK.response, one.unit, one.responseDue, respondedAt);
    one.emergencyDue = NEVER;
    one.responseDue = NEVER;
  }

  /** Limits that have passed are missed, unless a referral is out still: it may have been responded to in time. */
  private settleOverdue(one: Case): void {
    const { now } = this.world;
    if (one.open > 0) return;
    if (one.emergencyDue < now) {
      this.counts.settle(CLOCK.emergency, one.unit, one.emergencyDue, NEVER);
      one.emergencyDue = NEVER;
    }
    if (one.responseDue < now) {
      this.counts.settle(CLOCK.response, one.unit, one.responseDue, NEVER);
      one.responseDue = NEVER;
    }
  }
}
