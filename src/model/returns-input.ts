/** Quarterly returns and referrals: what the model is given. Times in days, hours of the day from 0 to 24. */
import type { Sampler } from '../random/sampler.js';

/** Shape of the returns: whose they are, and when. */
export interface ReturnsFrame {
  /** providers, then schemes */
  readonly units: readonly { readonly by: 'provider' | 'scheme'; readonly key: string }[];
  /** of the whole run; the last may end before its quarter does */
  readonly quarters: readonly Quarter[];
  /** shares aimed at, parallel to CLOCKS */
  readonly aims: readonly number[];
}

export interface Quarter {
  /** "2019/20 Q1": quarters of the financial year that begins in April */
  readonly label: string;
  readonly fromDay: number;
  /** day after the last */
  readonly toDay: number;
  /** ISO dates of the first and last day */
  readonly from: string;
  readonly to: string;
}

export interface ReturnsInput extends ReturnsFrame {
  readonly clocks: ReturnClocks;
  /** reasons (parallel to REASONS) for which someone completes the service; for others they leave before completion */
  readonly completes: readonly boolean[];
}

/** Limits of R5 to R8. */
export interface ReturnClocks {
  /** days of 24 hours on working days, from receipt of an emergency referral */
  readonly emergencyDays: number;
  /** days from receipt of a referral, all days or working days alone */
  readonly responseDays: number;
  readonly responseOnWorkingDays: boolean;
  /** working days after the day of acceptance, and of the first visit */
  readonly visitDays: number;
  readonly solutionDays: number;
}

/** How a service deals with a referral. Delays run on working days alone, and end in office hours. */
export interface ReferralParams {
  readonly opens: number;
  readonly closes: number;
  readonly response: Sampler;
  readonly emergencyResponse: Sampler;
  /** from response to decision */
  readonly decision: Sampler;
  readonly firstVisit: Sampler;
  /** from first visit to the support solution agreed */
  readonly solution: Sampler;
  /** share of referrals that are emergencies, apart from those that are so by their priority */
  readonly emergencyShare: number;
  /** probability that a scheme's service accepts a referral it has room for */
  readonly acceptance: number;
  /** working days after which someone whom a scheme's service declined is referred to it again; Infinity for never */
  readonly againDays: number;
  readonly delivered: DeliveredParams | null;
}

/** Hours delivered vary around those commissioned; who is beyond the tolerance is reviewed. */
export interface DeliveredParams {
  readonly periodDays: number;
  /** hours in a payment period */
  readonly tolerance: number;
  /** hours delivered over hours commissioned in a period */
  readonly factor: Sampler;
}
