/** A list of the people of day 0, one by one, in place of counts. */
import type { Place, Priority } from '../metrics.js';

export type SnapshotService = 'home_care' | 'self_funders' | 'sourced' | 'waiting' | 'reablement' | 'waiting_reablement' | 'placement';

/** One person, or one package. */
export interface SnapshotRow {
  readonly service: SnapshotService;
  readonly area: number;
  readonly group: number;
  /** those that may have the package: indices of providers; empty for any of the area */
  readonly providers: readonly number[];
  /** index of the placement, or -1 */
  readonly placement: number;
  /** hours a week, in quarter hours: of the package; in reablement of the episode; 0 in a placement */
  readonly hours: number;
  /** days before day 0 on which this began: care, episode or stay, the request of who waits, the acceptance of who is to start */
  readonly days: number;
  /** where someone is who has no care yet, else null */
  readonly place: Exclude<Place, 'own_provider'> | null;
  readonly priority: Priority | null;
  /** null: not known, drawn as for new packages */
  readonly doubleHanded: boolean | null;
  readonly hard: boolean | null;
  /** days before day 0 on which a client in care went into hospital; null for one who is not there */
  readonly inHospitalDays: number | null;
}

export interface SnapshotInput {
  readonly rows: readonly SnapshotRow[];
  /** false: the file does not say which clients are in hospital, and a share of them is drawn as with counts */
  readonly knowsHospital: boolean;
}
