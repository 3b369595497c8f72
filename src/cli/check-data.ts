/** What `check` and the runs say of the data files that a scenario names: how many people were found, and what of a file is not in the run. */
import { counted, grouped, listed, longDate, lower } from '../report/words/numbers.js';
import type { Coverage, DataFile } from '../scenario/data-file.js';
import { formatDate } from '../scenario/dates.js';
import type { ResolvedScenario } from '../scenario/resolved.js';

const people = (n: number): string => (n === 1 ? '1 person' : `${grouped(n)} people`);
const dateOf = ({ values }: ResolvedScenario, day: number): string => longDate(formatDate(values.start + Math.floor(day)));

/** "today.csv: 1,214 people found on day 0: 1,100 home care, 114 waiting", and how its dates were read. */
export function dataFileLines(scenario: ResolvedScenario): string[] {
  return scenario.dataFiles.map(({ file, people: found, services, dayFirst, coverage }) => {
    const parts = services.map((one) => {
      const name = scenario.values.placements?.[one.service]?.name ?? one.service.replaceAll('_', ' ');
      return `${lower(name)} ${grouped(one.people)}`;
    });
    const what =
      coverage === null
        ? `${people(found)} found for day 0: ${parts.join(', ')}`
        : `${people(found)} found who arrive in the run, ${dateOf(scenario, Math.max(0, coverage.first))} to ${dateOf(scenario, Math.min(coverage.runDays - 1, coverage.last))}`;
    const dates = dayFirst.length === 0 ? '' : `. Dates in ${listed([...dayFirst])} are read as day/month/year`;
    return `${file}: ${what}${dates}.`;
  });
}

/** What of replayed files is left out of the run, and what of the run they leave empty. */
export function dataFileWarnings(scenario: ResolvedScenario): string[] {
  return scenario.dataFiles.flatMap((file) => (file.coverage === null ? [] : coverageWarnings(scenario, file, file.coverage)));
}

function coverageWarnings(scenario: ResolvedScenario, { file, people: inside }: DataFile, coverage: Coverage): string[] {
  const { before, after, coveredDays, runDays, first, last } = coverage;
  const outside = before + after;
  const span = `${dateOf(scenario, first)} to ${dateOf(scenario, last)}`;
  const parts = [...(before > 0 ? [`${grouped(before)} before it begins`] : []), ...(after > 0 ? [`${grouped(after)} after it ends`] : [])];
  return [
    ...(outside > 0
      ? [`${file}: of ${people(inside + outside)}, ${span}, ${grouped(outside)} fall outside the run and are left out: ${listed(parts)}.`]
      : []),
    ...(coveredDays < runDays
      ? [
          `${file} covers about ${counted(Math.max(1, Math.round(coveredDays / 7)), 'week')} of the ${counted(Math.round(runDays / 7), 'week')} of the run (${span}): nobody arrives in the others. Loads below are those of the weeks covered.`,
        ]
      : []),
  ];
}
