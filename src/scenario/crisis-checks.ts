/** Checks across the settings of crisis response: areas belong to one base, people are sent only where there is somewhere to go. */
import type { Report } from './housing-checks.js';
import type { Path } from './path.js';
import { RETURN_PATHWAYS } from './schema/crisis.js';
import type { ScenarioValues } from './schema/scenario.js';

type Crisis = NonNullable<ScenarioValues['crisisResponse']>;

/** Everything of crisis response that does not fit together; settings elsewhere that need it and find none. */
export function checkCrisis(values: ScenarioValues, report: Report): void {
  const crisis = values.crisisResponse;
  if (crisis === undefined) {
    if (values.initial?.crisisResponse !== undefined)
      report(['initial', 'crisisResponse'], 'contradiction', 'is given without crisis response', 'the scenario has none', 'remove it');
    return;
  }
  if (crisis.calls.falls === undefined && crisis.calls.others === undefined)
    report(['crisisResponse', 'calls'], 'missing', 'names no calls', 'must have falls, others or both', 'add one of them');
  checkBases(values, crisis, report);
  crisis.outcomes.forEach((outcome) => {
    for (const name of ['reablement', 'homeCare'] as const)
      if (outcome[name] > 0 && values[name] === undefined)
        report(
          ['crisisResponse', 'outcomes'],
          'contradiction',
          `leads to ${name}`,
          'the scenario has none',
          'add the section, or send nobody there',
        );
  });
  const isSent = crisis.hospital.notReturning < 1 && (crisis.conveyed.falls > 0 || crisis.conveyed.others > 0);
  for (const pathway of RETURN_PATHWAYS)
    if (isSent && crisis.hospital.pathways[pathway] > 0 && values.hospital?.pathways[Number(pathway) as 0 | 1 | 2 | 3] === undefined)
      report(
        ['crisisResponse', 'hospital', 'pathways', pathway],
        'contradiction',
        'returns people by a discharge pathway',
        'which hospital.pathways does not have',
        'add the pathway with its routes, or send nobody there',
      );
}

function checkBases(values: ScenarioValues, crisis: Crisis, report: Report): void {
  const served = new Map<string, string>();
  const seen = new Set<string>();
  crisis.bases.forEach((base, i) => {
    const path: Path = ['crisisResponse', 'bases', i];
    if (seen.has(base.id)) report([...path, 'id'], 'contradiction', `is "${base.id}" again`, 'each id once', 'rename one of the two');
    seen.add(base.id);
    for (const area of base.areas) {
      const other = served.get(area);
      if (other !== undefined)
        report([...path, 'areas'], 'contradiction', `names ${area}, which ${other} serves`, 'each area once', 'remove it from one of them');
      served.set(area, base.id);
    }
    const shifts = new Set<string>();
    base.shifts.forEach((shift, s) => {
      if (shifts.has(shift.id))
        report([...path, 'shifts', s, 'id'], 'contradiction', `is "${shift.id}" again`, 'each id once', 'rename one of the two');
      shifts.add(shift.id);
      if (shift.from >= 24)
        report([...path, 'shifts', s, 'from'], 'out_of_range', `is ${shift.from}`, 'must be less than 24', 'write 0 and the next day');
    });
    if (base.shifts.every((shift) => shift.teams === 0))
      report([...path, 'shifts'], 'contradiction', 'have no teams', 'calls would wait for ever', 'put a team on one of them');
  });
  for (const area of Object.keys(values.areas))
    if (!served.has(area))
      report(['crisisResponse', 'bases'], 'missing', `serve nobody in ${area}`, 'every area must belong to a base', `add ${area} to one`);
}
