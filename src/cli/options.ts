/** Every option once: what it is called, what help says of it, and which commands take it. Light: `--help` loads no more than this. */
import { KINDS } from './templates.js';

export interface OptionRow {
  readonly type: 'string' | 'boolean';
  readonly alias?: string;
  readonly group: string;
  readonly describe: string;
  /** word for its value in help */
  readonly value?: string;
  readonly isList?: boolean;
}

export const DEFAULTS = { replications: 200, seed: 20261001, engine: 'native' } as const;

const HOW_MUCH = 'How much to simulate:';
const WHAT = 'What to simulate:';
const WHERE = 'What to write and print:';
const CHECKS = 'Checks:';
const WHAT_KIND = 'What to start from:';

export const OPTIONS = {
  replications: {
    type: 'string',
    alias: 'r',
    group: HOW_MUCH,
    value: 'N|auto',
    describe: `simulated futures; auto: until the targets, or else the headline figures, are known to 5% (default ${DEFAULTS.replications})`,
  },
  weeks: {
    type: 'string',
    group: HOW_MUCH,
    value: 'N|until-settled',
    describe:
      "length of the run, run-in included (default: the scenario's); until-settled, of run and compare: as long as it takes until no headline figure moves, up to 780",
  },
  workers: {
    type: 'string',
    group: HOW_MUCH,
    value: 'N',
    describe: 'processor cores to use (default: all); the result does not depend on it',
  },
  shard: {
    type: 'string',
    group: HOW_MUCH,
    value: 'I/N',
    describe: 'only the I-th of N shares of the futures, here or on another machine; caresim merge puts them together',
  },
  antithetic: {
    type: 'boolean',
    group: HOW_MUCH,
    describe: 'futures in pairs with opposite luck, which often gives the same precision with fewer; what it gained is printed',
  },
  seed: { type: 'string', group: WHAT, value: 'N', describe: `whole number that fixes all chance (default ${DEFAULTS.seed})` },
  set: {
    type: 'string',
    group: WHAT,
    value: 'PATH=VALUE',
    isList: true,
    describe: 'change a setting, e.g. --set "brokerage.offersAtOnce=2"; may be repeated',
  },
  engine: { type: 'string', group: WHAT, value: 'native|simjs', describe: 'event calendar; both give the same result (default native)' },
  out: { type: 'string', group: WHERE, value: 'DIR', describe: 'folder for the result (default: a new one under results/)' },
  overwrite: { type: 'boolean', group: WHERE, describe: 'replace a result that is already in that folder' },
  resume: { type: 'boolean', group: WHERE, describe: 'go on with an interrupted run: the one in --out, or the last of these scenarios' },
  at: {
    type: 'string',
    group: WHERE,
    value: 'DATE|WEEK',
    isList: true,
    describe: 'also levels at the end of a day, e.g. --at 2027-03-31 --at "week 52"; may be repeated',
  },
  share: {
    type: 'string',
    group: WHERE,
    value: 'CONDITION',
    isList: true,
    describe:
      'also the share of futures in which a level meets a condition, e.g. --share "interim_list.people@2027-03-31 <= 20"; may be repeated',
  },
  series: {
    type: 'string',
    group: WHERE,
    value: 'METRIC,...',
    isList: true,
    describe: 'also write series.parquet: weekly values of every future for these metrics, or all',
  },
  report: { type: 'boolean', group: WHERE, describe: 'do not draw report.html and the charts' },
  json: { type: 'boolean', group: WHERE, describe: 'print the result document and nothing else on standard output' },
  quiet: { type: 'boolean', alias: 'q', group: WHERE, describe: 'say nothing on standard error but errors' },
  color: { type: 'boolean', group: WHERE, describe: 'no colour, not even on a screen' },
  'check-invariants': { type: 'boolean', group: CHECKS, describe: 'check the books at every event (slower)' },
  strict: { type: 'boolean', group: CHECKS, describe: 'warnings about the scenario, such as implausible values, are errors' },
  'require-targets': { type: 'boolean', group: CHECKS, describe: 'exit with 3 when a target of the scenario is missed' },
  replication: { type: 'string', group: WHAT, value: 'N', describe: 'which simulated future, from 1 (default 1)' },
  person: { type: 'string', group: WHAT, value: 'ID', describe: 'events of this person alone' },
  limit: { type: 'string', group: WHERE, value: 'N', describe: 'stop after this many events (default: all)' },
  kind: {
    type: 'string',
    group: WHAT_KIND,
    value: 'KIND',
    describe: `what the model is of: ${KINDS.map(({ id }) => id).join(', ')} (default: asked for)`,
  },
  name: { type: 'string', group: WHAT_KIND, value: 'NAME', describe: "the council's name on screen (default: the folder's)" },
  verbose: { type: 'boolean', group: WHERE, describe: 'also where each number comes from, and what is uncertain' },
} as const satisfies Record<string, OptionRow>;

export type OptionName = keyof typeof OPTIONS;

const SIMULATE: readonly OptionName[] = [
  'replications',
  'weeks',
  'workers',
  'shard',
  'antithetic',
  'seed',
  'set',
  'engine',
  'out',
  'overwrite',
  'resume',
  'at',
  'share',
  'series',
  'report',
  'json',
  'quiet',
  'color',
  'check-invariants',
  'strict',
  'require-targets',
];

export interface CommandRow {
  readonly name: string;
  /** words after the name; `...` takes several */
  readonly positional: string;
  readonly least: number;
  readonly most: number;
  readonly describe: string;
  readonly examples: readonly string[];
  readonly options: readonly OptionName[];
  readonly next: string;
}

export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'init',
    positional: 'DIR',
    least: 1,
    most: 1,
    describe: 'start a new folder of scenarios: a baseline and a plan, ready to run',
    examples: ['caresim init my-county', 'caresim init my-county --kind home-care --name "My County"'],
    options: ['kind', 'name', 'quiet', 'color'],
    next: 'See also: caresim check --help',
  },
  {
    name: 'run',
    positional: 'SCENARIO...',
    least: 1,
    most: 100,
    describe: 'simulate each scenario many times and write a result folder',
    examples: ['caresim run scenarios/norfolk/baseline.yaml', 'caresim run scenarios/norfolk/baseline.yaml -r 50 --weeks 52 --json'],
    options: SIMULATE,
    next: 'See also: caresim compare --help, caresim help exit-codes',
  },
  {
    name: 'compare',
    positional: 'BASELINE ALTERNATIVE...',
    least: 2,
    most: 20,
    describe: 'simulate plans with the same people and the same luck, and say what differs',
    examples: ['caresim compare scenarios/norfolk/baseline.yaml scenarios/norfolk/principal-provider.yaml'],
    options: SIMULATE,
    next: 'See also: caresim run --help, caresim help exit-codes',
  },
  {
    name: 'merge',
    positional: 'SHARDS...',
    least: 1,
    most: 1000,
    describe: 'put the shares of a run or comparison (--shard) together: the same result as in one go',
    examples: [
      'caresim run scenarios/norfolk/baseline.yaml --shard 1/2 --out one',
      'caresim run scenarios/norfolk/baseline.yaml --shard 2/2 --out two',
      'caresim merge one two --out results/whole',
    ],
    options: ['out', 'overwrite', 'json', 'quiet', 'color'],
    next: 'See also: caresim run --help',
  },
  {
    name: 'check',
    positional: 'SCENARIO...',
    least: 1,
    most: 100,
    describe: 'check scenarios and print what follows from them before anything runs',
    examples: ['caresim check scenarios/norfolk/baseline.yaml', 'caresim check scenarios/norfolk/*.yaml --verbose'],
    options: ['set', 'weeks', 'strict', 'verbose', 'json', 'quiet', 'color'],
    next: 'See also: caresim explain',
  },
  {
    name: 'trace',
    positional: 'SCENARIO',
    least: 1,
    most: 1,
    describe: 'print the log of events behind a number',
    examples: [
      'caresim trace scenarios/norfolk/baseline.yaml --replication 3',
      'caresim trace scenarios/norfolk/baseline.yaml --replication 3 --person 1042',
    ],
    options: ['replication', 'antithetic', 'person', 'limit', 'seed', 'weeks', 'set', 'engine', 'json', 'quiet', 'color'],
    next: 'See also: caresim run --help',
  },
  {
    name: 'explain',
    positional: 'PATH',
    least: 0,
    most: 1,
    describe: 'say what a setting of a scenario or a metric of a result means',
    examples: [
      'caresim explain',
      'caresim explain homeCare.providers',
      'caresim explain interim_list.people',
      'caresim explain metrics --json',
    ],
    options: ['json', 'color'],
    next: 'See also: caresim schema',
  },
  {
    name: 'schema',
    positional: '',
    least: 0,
    most: 0,
    describe: 'print the JSON Schema of scenario files, for editors',
    examples: ['caresim schema > scenario.schema.json'],
    options: [],
    next: 'See also: caresim explain',
  },
  {
    name: 'report',
    positional: 'RESULTS...',
    least: 1,
    most: 100,
    describe: 'draw the report of result folders again, and its charts as PNG too, without running anything',
    examples: ['caresim report results/norfolk-baseline/2026-10-01T09-00-00'],
    options: ['quiet', 'color'],
    next: 'See also: caresim run --help',
  },
  {
    name: 'help',
    positional: 'TOPIC',
    least: 0,
    most: 1,
    describe: 'more help: exit-codes',
    examples: ['caresim help exit-codes'],
    options: [],
    next: 'See also: caresim --help',
  },
];
