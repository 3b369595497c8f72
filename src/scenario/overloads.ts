/** Services that cannot settle: more is needed than can be used, on day 0 or from a dated change on. Arithmetic alone, before anything runs. */
import type { AreaLoad, ServiceLoad } from './describe.js';
import type { Position } from './issue.js';
import { positionAt } from './node.js';
import { formatPath, type Path } from './path.js';
import type { ResolvedScenario, State } from './resolved.js';

export interface Loads {
  readonly areas: readonly AreaLoad[];
  readonly services: readonly ServiceLoad[];
}

export interface Overload {
  /** home care of an area, or a service */
  readonly area: string | null;
  readonly service: string;
  readonly needed: number;
  readonly usable: number;
  readonly load: number;
  /** what both are counted in */
  readonly unit: string;
  /** the setting of what there is, and where it is written */
  readonly path: string;
  readonly at: Position;
  /** days from which it is so, and until which where a later change ends it; the last state that has it counts */
  readonly fromDay: number;
  readonly untilDay: number | null;
}

type Load = Pick<Overload, 'area' | 'service' | 'needed' | 'usable' | 'load' | 'unit'> & { readonly setting: Path };

function rowsOf({ areas, services }: Loads): Load[] {
  const care = areas.map(({ area, hours, capacity, load }): Load => {
    const setting = ['homeCare', 'providers'];
    return { area, service: 'home_care', needed: hours, usable: capacity, load, unit: 'hours a week', setting };
  });
  const others = services.flatMap(({ service, people, hours, capacity, load, unit }): Load[] => {
    if (load === null || capacity === null) return [];
    const isHours = hours > 0;
    return [
      {
        area: null,
        service,
        needed: isHours ? hours : people,
        usable: capacity,
        load,
        unit: isHours ? 'hours a week' : (unit ?? 'places'),
        setting: settingOf(service),
      },
    ];
  });
  return [...care, ...others];
}

function settingOf(service: string): Path {
  if (service === 'reablement') return ['reablement', 'posts'];
  return service === 'crisis_response' ? ['crisisResponse', 'bases'] : ['placements', service, 'beds'];
}

/** Every service whose load is 100 % or more in some state, at its highest. */
export function overloadsOf(scenario: ResolvedScenario, loadsOf: (state: State) => Loads): Overload[] {
  const found = new Map<string, Overload>();
  scenario.states.forEach((state, i) => {
    const untilDay = scenario.states[i + 1]?.fromDay ?? null;
    for (const { setting, ...row } of rowsOf(loadsOf(state))) {
      const key = `${row.area}/${row.service}`;
      const known = found.get(key);
      const isOver = row.load >= 1;
      if (!isOver) continue;
      const isRunningOn = known !== undefined && known.untilDay === state.fromDay;
      const worst =
        known !== undefined && known.load > row.load
          ? known
          : { ...row, path: formatPath(setting), at: positionAt(scenario.root, setting) };
      found.set(key, { ...worst, fromDay: isRunningOn ? known.fromDay : state.fromDay, untilDay });
    }
  });
  return [...found.values()];
}
