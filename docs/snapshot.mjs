/**
 * A made-up list of the people of day 0, in the form of `initial.snapshot`, with as many people as a scenario's counts:
 *
 *   npm run build && node docs/snapshot.mjs scenarios/norfolk/baseline.yaml > scenarios/norfolk/today.csv
 *
 * Nobody in it is real: hours and times so far are drawn from the scenario's own laws, from a fixed seed. Self-funders, whom a council
 * has no list of, stay counts in the scenario.
 */
import { readFileSync } from 'node:fs';
import { Draws, streamKey } from '../dist/random/draws.js';
import { copulaRank } from '../dist/random/normal.js';
import { draw, lengthBiasedRank } from '../dist/random/sampler.js';
import { formatDate, parseDate } from '../dist/scenario/dates.js';
import { compile, loadScenario, phraseIssues } from '../dist/scenario/index.js';

const loaded = loadScenario(process.argv[2], { read: (file) => readFileSync(file, 'utf8') });
if (!loaded.ok) throw new Error(phraseIssues(loaded.issues));
const { scenario } = loaded;
const { areas, groups, initial, providers, phases, calendar } = compile(scenario);
const { need, reablement, placements, homeCare } = phases[0].params;
const start = parseDate(calendar.start);

const draws = new Draws();
const [key0, key1] = streamKey(1, 1, 'made-up list');
let drawn = 0;
const uniform = () => draws.uniform(key0, key1, 0, drawn++);
const quarters = (hours) => Math.max(0.25, Math.round(hours * 4) / 4);
const before = (days) => formatDate(start - Math.round(days));

/** Days gone by of a stay under way, and its rank: as many long stays as a day's list holds. */
function underWay(law) {
  const rank = lengthBiasedRank(law, uniform());
  return { rank, days: draw(law, rank) * uniform() };
}

const packageHours = (group, lengthRank) =>
  quarters(draw(need[group].hours, copulaRank(lengthRank, uniform(), need[group].hoursLengthCorrelation)));
const yes = (share) => (uniform() < share ? 'yes' : 'no');
const each = (counts, row) => counts.flatMap((byGroup, a) => byGroup.flatMap((n, g) => Array.from({ length: n }, () => row(a, g))));

/** Hours after the reviews of so many days. */
function reviewed(group, hours, days) {
  const { interval, factor, leastHours, mostHours } = need[group].review;
  let after = hours;
  for (let at = draw(interval, uniform()); at < days; at += draw(interval, uniform()))
    after = quarters(Math.min(mostHours, Math.max(leastHours, after * draw(factor, uniform()))));
  return after;
}

/** Groups of providers that serve an area, by their posts. */
function providerOf(area) {
  const serving = providers.filter((provider) => provider.areas.includes(area));
  let at = uniform() * serving.reduce((sum, { posts, areas: served }) => sum + posts / served.length, 0);
  const found = serving.find((provider) => {
    at -= provider.posts / provider.areas.length;
    return at < 0;
  });
  return scenario.values.homeCare.providers[found.group].id;
}

const rows = [
  ...each(initial.councilPackages, (a, g) => {
    const { rank, days } = underWay(need[g].length);
    const { hazard, stay } = need[g].hospital;
    const hospital = underWay(stay).days;
    const isAway = uniform() < hazard * stay.mean && hospital < Math.min(days, homeCare.retention.heldDays - 1);
    return [
      'home_care',
      a,
      g,
      providerOf(a),
      reviewed(g, packageHours(g, rank), days),
      before(days),
      '',
      '',
      yes(need[g].doubleHanded),
      '',
      isAway ? before(hospital) : '',
    ];
  }),
  ...each(initial.sourcedNotStarted, (a, g) => [
    'sourced',
    a,
    g,
    providerOf(a),
    packageHours(g, uniform()),
    before(1),
    'home',
    'community',
    '',
    '',
    '',
  ]),
  ...each(initial.inReablement, (a, g) => {
    const { days } = underWay(reablement.lengthByGroup[g]);
    return [
      'reablement',
      a,
      g,
      '',
      quarters(draw(reablement.hoursByGroup[g], uniform())),
      before(Math.floor(days)),
      '',
      'hospital',
      '',
      '',
      '',
    ];
  }),
  ...initial.placements.flatMap(({ placement, people }) =>
    each(people, (a, g) => [
      placements[placement].id,
      a,
      g,
      '',
      '',
      before(Math.floor(underWay(placements[placement].stay).days)),
      '',
      '',
      '',
      '',
      '',
    ]),
  ),
  ...initial.waiting.flatMap(({ area, group, people, place, priority, waited, hardShare }) =>
    Array.from({ length: people }, () => [
      'waiting',
      area,
      group,
      '',
      packageHours(group, uniform()),
      before(draw(waited, uniform())),
      place,
      priority,
      yes(need[group].doubleHanded),
      yes(hardShare ?? need[group].hardByArea[area]),
      '',
    ]),
  ),
];
const lines = rows.map(([service, a, g, ...rest]) => [service, areas[a], groups[g], ...rest].join(','));
const header = 'service,area,client_group,provider,hours,start_date,place,priority,double_handed,hard_to_place,in_hospital_since';
process.stdout.write(`${[header, ...lines].join('\n')}\n`);
