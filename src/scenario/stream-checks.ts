/** Streams of people who come from outside, and checks across their fields. */
import type { Report } from './housing-checks.js';
import type { Path } from './path.js';
import { isMapping } from './schema/quantity-kinds.js';
import type { ScenarioValues } from './schema/scenario.js';

type Setting = NonNullable<NonNullable<ScenarioValues['demand']>['community']>;

/** A stream of people, from any section. */
type Stream = Omit<Setting, 'routes' | 'delay'> &
  Partial<Pick<Setting, 'routes' | 'delay'>> & {
    /** people a day by client group and area where a file is replayed, once that has been read */
    readonly arrivals?: readonly (readonly number[])[];
  };

/** Streams of the scenario, with their paths. */
export function streamsOf(values: ScenarioValues): { path: Path; stream: Stream; pathway: number }[] {
  const list: ReturnType<typeof streamsOf> = [];
  if (values.demand?.community !== undefined) list.push({ path: ['demand', 'community'], stream: values.demand.community, pathway: -1 });
  if (values.demand?.selfFunders !== undefined)
    list.push({ path: ['demand', 'selfFunders'], stream: values.demand.selfFunders, pathway: -1 });
  if (values.demand?.applicants !== undefined) list.push({ path: ['demand', 'applicants'], stream: values.demand.applicants, pathway: -1 });
  for (const name of ['falls', 'others'] as const) {
    const stream = values.crisisResponse?.calls[name];
    if (stream !== undefined) list.push({ path: ['crisisResponse', 'calls', name], stream, pathway: -1 });
  }
  for (const pathway of [0, 1, 2, 3] as const) {
    const stream = values.hospital?.pathways[pathway];
    if (stream !== undefined) list.push({ path: ['hospital', 'pathways', String(pathway)], stream, pathway });
  }
  return list;
}

function plainAt(plain: unknown, path: Path): unknown {
  let value = plain;
  for (const step of path) value = isMapping(value) || Array.isArray(value) ? (value as Record<string, unknown>)[String(step)] : undefined;
  return value;
}

/** Streams of people: rates, replays and routes that fit the sections there are. */
export function checkStreams(values: ScenarioValues, plain: unknown, report: Report): void {
  for (const { path, stream } of streamsOf(values)) {
    const { rate, replay, groupShares } = stream;
    if ((rate === undefined) === (replay === undefined))
      report(
        path,
        'contradiction',
        rate === undefined ? 'has neither rate nor replay' : 'has both rate and replay',
        'must have one of them',
        'keep one',
      );
    if (replay !== undefined)
      for (const name of ['groupShares', 'areaShares', 'profile', 'growthPerYear'] as const)
        if (stream[name] !== undefined)
          report([...path, name], 'contradiction', 'is given with replay', 'dated arrivals carry it themselves', 'remove it');
    const byGroup = isMapping(plainAt(plain, [...path, 'rate']));
    if (byGroup && groupShares !== undefined)
      report(
        [...path, 'groupShares'],
        'contradiction',
        'is given with a rate by client group',
        'must go with one rate for all together',
        'remove it',
      );
    if (rate !== undefined && !byGroup && groupShares === undefined && Object.keys(values.clientGroups).length > 1)
      report(
        [...path, 'rate'],
        'contradiction',
        'is one rate for several client groups',
        'must be by client group, or have groupShares beside it',
        'add groupShares',
      );
    stream.routes?.forEach((routes) => {
      if (routes.reablement > 0 && values.reablement === undefined)
        report(
          [...path, 'routes'],
          'contradiction',
          'leads to reablement',
          'the scenario has none',
          'add the section, or send nobody there',
        );
      if (routes.homeCare > 0 && values.homeCare === undefined)
        report(
          [...path, 'routes'],
          'contradiction',
          'leads to home care',
          'the scenario has none',
          'add the section, or send nobody there',
        );
    });
    stream.routes?.forEach((routes) => {
      if (routes.housing > 0 && (values.housing === undefined || path[0] === 'hospital'))
        report(
          [...path, 'routes'],
          'contradiction',
          'leads to an application for housing',
          values.housing === undefined ? 'the scenario has no housing' : 'people in a hospital bed cannot wait for a flat there',
          values.housing === undefined ? 'add the section, or send nobody there' : 'send them home first: to reablement or home care',
        );
    });
    if (path[1] === 'selfFunders' && values.homeCare === undefined)
      report(path, 'contradiction', 'is given without home care', 'self-funders need it', 'add homeCare');
  }
}
