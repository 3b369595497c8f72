/** Rows of the tables of a result folder: weekly series, waits, returns, single futures, differences. */

/**
 * A row of `weekly.csv`; `all,all` is the total. `week` counts from 1 (the warm-up included), `date` is its first day.
 * A key whose values are 0 or missing in every week of every replication is left out; totals never are.
 */
export interface WeeklyRow {
  readonly metric: string;
  readonly by: string;
  readonly key: string;
  readonly week: number;
  readonly date: string;
  readonly mean: number | null;
  readonly p05: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  /** with p90 the last columns of the file; between them lie 8 in 10 futures */
  readonly p10: number | null;
  readonly p90: number | null;
}

/** Weekly rows, made when they are asked for: a folder holds a hundred thousand and a report wants few. */
export interface WeeklyTable {
  /** rows of one series in the order of weeks; none where the folder has none */
  rows(metric: string, by?: string, key?: string): readonly WeeklyRow[];
  /** keys of a dimension that have rows, in the order of the file */
  keys(metric: string, by: string): readonly string[];
}

/** A row of `waits.csv`. Days; 'not reached' where so many never started inside the run; null where nobody was followed so long. */
export interface WaitsRow {
  readonly queue: string;
  readonly by: string;
  readonly key: string;
  /** `arisen`: need arose in the run after warm-up; `day_0`: was waiting on day 0 */
  readonly cohort: string;
  /**
   * mean of the days waited until care started or the person gave up, each wait counted to no more than the longest follow-up (the days
   * from the end of warm-up to the end of the run, at most three years): the area under the share who still wait
   */
  readonly restricted_mean: number | null;
  readonly p50: number | 'not reached' | null;
  readonly p90: number | 'not reached' | null;
  readonly within_1_day: number | null;
  readonly within_7_days: number | null;
  readonly within_28_days: number | null;
  /** people, summed over all replications; likewise the next two */
  readonly count: number;
  readonly gave_up: number;
  readonly still_waiting: number;
  /** days that all of them waited inside the run, summed over all replications; null in results of earlier versions */
  readonly person_days: number | null;
}

/**
 * A row of `kpis.csv`: R1 to R8 of one quarter, and the flows they are checked by, of one provider or scheme or of all. A count is
 * people, referrals or payment periods; R5 to R8 are shares of what fell due in the quarter, null where nothing did.
 */
export interface KpiRow {
  /** "2019/20 Q1"; `from` and `to` are its first and last day inside the run */
  readonly quarter: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly key: string;
  readonly kpi: string;
  /** 'all', or a reason */
  readonly reason: string;
  readonly mean: number | null;
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  /** of R5 to R8: mean number that fell due, and the share aimed at */
  readonly due: number | null;
  readonly aim: number | null;
}

/** A row of `futures.csv`: the weekly series of a few single replications, for the metrics of HEADLINES. */
export interface FuturesRow {
  readonly metric: string;
  readonly by: string;
  readonly key: string;
  readonly replication: number;
  readonly week: number;
  readonly value: number | null;
}

/** A row of `difference.csv`: alternative less baseline, paired by replication, week by week; totals, and HEADLINES by area. */
export interface DifferenceRow extends WeeklyRow {
  readonly alternative: string;
}
