/** Runs that are as long as it takes: the command to type next, and `--weeks until-settled`. */
import type { ReadyScenario } from '../experiment/scenarios.js';
import type { Simulation } from '../experiment/simulate.js';
import { nextWeeks } from '../report/words/horizon.js';
import { metricOf } from '../report/words/names.js';
import { listed } from '../report/words/numbers.js';
import { pairedSettling, type Side } from '../result/comparison.js';
import type { Settling } from '../result/document.js';
import { MOST_WEEKS } from '../result/settling.js';
import { YEAR } from '../result/windows.js';
import type { Args } from './args.js';
import { InputError } from './errors.js';
import type { Terminal } from './terminal.js';

/** Futures with which a horizon is tried before the number asked for is spent on it: enough to see a movement that is plain. */
const PILOT = 50;
/** Weeks of a plan, or of a run, below which nobody could tell whether it has settled: a year, and one to hold against it. */
const FEWEST = 2 * YEAR;

/** Suggests the run that is long enough for what still moves. @returns whether there was need */
export function suggestLonger(settling: readonly Settling[], words: readonly string[], args: Args, terminal: Terminal): boolean {
  const weeks = nextWeeks(settling);
  if (weeks === null || args.weeks === 'until-settled') return false;
  terminal.suggest('Next, until it has settled: ', args.commandOn(words, { weeks: String(weeks) }));
  return true;
}

/** The same command line with another length of the run. */
const lasting = (args: Args, weeks: number, replications = args.replications): Args => ({
  ...args,
  weeks,
  replications,
  command: args.commandOn(args.words, { weeks: String(weeks) }),
  commandOn: (words, other) => args.commandOn(words, { weeks: String(weeks), ...other }),
});

/** A horizon half as long again, in whole years. */
export function longerThan(weeks: number): number {
  return Math.min(Math.max(MOST_WEEKS, weeks), Math.ceil((weeks * 1.5) / YEAR) * YEAR);
}

/** The shortest horizon that can tell: the scenario's own, or two years from the end of the run-in and from the date of every plan. */
export function firstHorizon(scenarios: readonly ReadyScenario[]): number {
  const starts = scenarios.map(({ record: { planDates: dates } }) => Math.floor((dates?.dated ?? dates?.first ?? 0) / 7));
  return Math.max(...scenarios.map(({ input }, i) => Math.max(input.weeks, Math.max(input.warmUpWeeks, starts[i]!) + FEWEST)));
}

const wordsOf = (rows: readonly Settling[]): string[] => [...new Set(rows.map(({ metric }) => metricOf(metric).words))];

/** What keeps a run from being long enough: what moves, and what seems to as far as so few futures tell; and what they cannot tell. */
function openIn({ sides }: Simulation): { readonly moving: string[]; readonly unknown: string[] } {
  const [{ aggregate }] = sides as readonly [Side];
  const rows: readonly Settling[] = sides.length > 1 ? pairedSettling(sides) : aggregate.movement.rows(aggregate);
  const seemsTo = ({ verdict, ci95 }: Settling) => verdict === 'unknown' && ci95 !== null && (ci95[0] > 0 || ci95[1] < 0);
  const moving = rows.filter((row) => row.verdict === 'moving' || row.verdict === 'short' || seemsTo(row));
  return { moving: wordsOf(moving), unknown: wordsOf(rows.filter((row) => row.verdict === 'unknown' && !moving.includes(row))) };
}

/** What was simulated, and the command line that says so. */
export interface Lasted<T> {
  readonly scenarios: readonly ReadyScenario[];
  readonly ran: T;
  readonly args: Args;
}

/**
 * Simulates for as long as the command line says; `until-settled` at growing horizons, each with a few futures first and then with as
 * many as were asked for, until no headline figure moves or the horizon is {@link MOST_WEEKS}.
 *
 * @param known - the scenarios at the length that is known: see {@link knownLength}
 * @param load - the scenarios at another length
 */
export async function lastingRun<T extends { readonly simulation: Simulation }>(
  known: readonly ReadyScenario[],
  args: Args,
  terminal: Terminal,
  load: (args: Args) => Promise<readonly ReadyScenario[]>,
  run: (scenarios: readonly ReadyScenario[], args: Args) => Promise<T>,
): Promise<Lasted<T>> {
  if (args.weeks !== 'until-settled') return { scenarios: known, ran: await run(known, args), args };
  const pilot = args.replications === 'auto' ? PILOT : Math.min(PILOT, args.replications);
  let weeks = firstHorizon(known);
  for (;;) {
    for (const replications of new Set([pilot, args.replications])) {
      const at = lasting(args, weeks, replications);
      const scenarios = await load(at);
      const ran = await run(scenarios, at);
      const { moving, unknown } = openIn(ran.simulation);
      const isLast = weeks >= MOST_WEEKS;
      if (ran.simulation.partial || ((isLast || moving.length === 0) && replications === args.replications)) {
        if (!ran.simulation.partial) sayStop(weeks, moving, unknown, terminal);
        return { scenarios, ran, args: lasting(args, weeks) };
      }
      if (moving.length === 0 || isLast) continue;
      weeks = longerThan(weeks);
      terminal.say(`Still moving: ${listed(moving)}. Going on to ${weeks} weeks.`);
      break;
    }
  }
}

function sayStop(weeks: number, moving: readonly string[], unknown: readonly string[], terminal: Terminal): void {
  const but = unknown.length === 0 ? '' : ` Too few futures to tell of ${listed(unknown)}: use more with --replications.`;
  if (moving.length === 0) terminal.say(`Stopped at ${weeks} weeks: no headline figure is seen to move any more.${but}`);
  else terminal.warn(`Stopped at ${weeks} weeks, the most that until-settled tries: not settled (${listed(moving)}).`);
}

/**
 * The command line with a length that is known before anything runs: the scenario's own in place of `until-settled`.
 *
 * @throws InputError for options that go with no other
 */
export function knownLength(args: Args): Args {
  const { weeks, shard, resume } = args;
  if (weeks !== 'until-settled') return args;
  const problems = [
    ...(shard === undefined
      ? []
      : ['--weeks until-settled cannot be shared out: no share alone can say when to stop. Give --shard a number of weeks.']),
    ...(resume
      ? ['--weeks until-settled cannot be gone on with: type the command that the interrupted run printed, which names its weeks.']
      : []),
  ];
  if (problems.length > 0) throw new InputError(problems);
  // days that only a longer run may have are asked for when its length is known
  return { ...args, weeks: undefined, at: [], share: [] };
}
