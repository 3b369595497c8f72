/** Random crisis response for random councils: the text of its section and of day 0, or nothing. */
import fc from 'fast-check';

const share = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const LENGTHS = ['0 days', '30 minutes', '{exponential: {mean: 2 hours}}', '{lognormal: {median: 45 minutes, sigma: 0.5}}'];

/** A shift round the clock, so that every call is answered some day, and another at any hours of some weekdays. */
const shifts = fc
  .record({
    always: fc.integer({ min: 1, max: 2 }),
    from: fc.integer({ min: 0, max: 23 }),
    to: fc.integer({ min: 0, max: 24 }),
    days: fc.subarray(['monday', 'wednesday', 'saturday', 'sunday'], { minLength: 1 }),
    teams: fc.integer({ min: 0, max: 3 }),
  })
  .map(
    (s) =>
      `[{id: always, from: 0, to: 0, teams: ${s.always}}, {id: part, days: [${s.days.join(', ')}], from: ${s.from}, to: ${s.to}, teams: ${s.teams}}]`,
  );

/**
 * @param pathways - discharge pathways that the council has
 */
export function crises(
  areaIds: readonly string[],
  groupIds: readonly string[],
  pathways: readonly [string, string],
): fc.Arbitrary<{ readonly section: string; readonly initial: string }> {
  const byGroup = (values: readonly (string | number)[]): string => `{${groupIds.map((id, i) => `${id}: ${values[i]}`).join(', ')}}`;
  const rates = fc.tuple(...groupIds.map(() => fc.integer({ min: 0, max: 30 }))).map((n) => byGroup(n.map((x) => `${x / 40} per day`)));
  const counts = fc.tuple(...groupIds.map(() => fc.integer({ min: 0, max: 5 }))).map(byGroup);
  const crisis = fc
    .record({
      falls: rates,
      others: rates,
      one: shifts,
      rest: shifts,
      travel: fc.constantFrom(...LENGTHS),
      visit: fc.constantFrom(...LENGTHS),
      episode: fc.constantFrom('0 days', '1 day', '{gamma: {mean: 2 days, shape: 2}, cappedAt: 3 days}'),
      conveyed: fc.tuple(share, share),
      homeCare: share.map((s) => s / 2),
      reablement: share.map((s) => s / 2),
      stay: fc.constantFrom('0 days', '{exponential: {mean: 6 days}}'),
      notReturning: share,
      first: share,
    })
    .map(
      (v) => `
crisisResponse:
  calls: {falls: {rate: ${v.falls}}, others: {rate: ${v.others}, profile: {hour: [${Array.from({ length: 24 }, (_, h) => (h < 8 ? 0.25 : 1.375))}]}}}
  bases:
    - {id: one, name: One, areas: [${areaIds[0]}], shifts: ${v.one}}
${areaIds.length > 1 ? `    - {id: rest, name: The rest, areas: [${areaIds.slice(1).join(', ')}], shifts: ${v.rest}}` : ''}
  carersPerTeam: 2
  pricePerPaidHour: 25
  travel: ${v.travel}
  visit: ${v.visit}
  episode: ${v.episode}
  conveyed: {falls: ${v.conveyed[0]}, others: ${v.conveyed[1]}}
  outcomes: {noService: ${1 - v.homeCare - v.reablement}, homeCare: ${v.homeCare}, reablement: ${v.reablement}}
  hospital: {stay: ${v.stay}, notReturning: ${v.notReturning}, pathways: {${pathways[0]}: ${v.first}, ${pathways[1]}: ${1 - v.first}}}
`,
    );
  const initial = counts.map((people) => `  crisisResponse: {inEpisode: {people: ${people}}, inHospital: {people: ${people}}}`);
  return fc.oneof(fc.constant({ section: '', initial: '' }), fc.record({ section: crisis, initial }));
}
