/* Results of the benchmarks as a Markdown table and a chart. */
import type { Results } from './main.js';

const digits = (value: number, n = 3): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(n)));
const orDash = (value: number | null): string => (value === null ? 'not found' : digits(value));

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function manyWords(many: Results['scaling']['workers']['many']): string {
  if (many === null) return '';
  return ` ${digits(many.replications)} replications, each once: ${digits(many.seconds_one)} s with one worker, ${digits(many.seconds_two)} s with two (${digits(many.two_over_one)} times), ${digits(many.resident_mib_two)} MiB.`;
}

/** The page, with the chart beside it. */
export function markdown(results: Results, chart: string): string {
  const { kernel, hold, sampling, scenarios, scaling, start, memory, machine, ratios } = results;
  const versions = Object.entries(machine.versions)
    .map(([what, version]) => `${what} ${version}`)
    .join(', ');
  return `# Benchmarks of ${results.date.slice(0, 10)}

${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system}; ${versions}. Load of the machine at the start ${digits(machine.load)}, at
the end ${digits(machine.load_at_end)}: with more than one busy process for each core, absolute times say little and ratios still hold. Medians of ${results.rounds} rounds
in which everything took its turn. \`npm run bench\` makes this page again.

![What an event costs, on a logarithmic scale](${chart})

## Event kernel: M/M/10 at 90% load

${table(
  ['engine', 'ns an event', 'against ours', 'mean wait'],
  [
    ['caresim', digits(kernel.ns_per_event), '1', digits(kernel.mean_wait.native)],
    [
      'C++, 4-ary heap with sequence numbers',
      orDash(kernel.ns_per_event_cpp),
      kernel.ratio_to_cpp === null ? '' : `ours takes ${digits(kernel.ratio_to_cpp)} times as long`,
      orDash(kernel.mean_wait.cpp ?? null),
    ],
    ['simjs 2.0.3', digits(kernel.ns_per_event_simjs), `${digits(kernel.ratio_to_simjs)} times as long`, digits(kernel.mean_wait.simjs)],
    [
      'SimPy',
      orDash(kernel.ns_per_event_simpy),
      kernel.ratio_to_simpy === null ? '' : `${digits(kernel.ratio_to_simpy)} times as long`,
      orDash(kernel.mean_wait.simpy ?? null),
    ],
  ],
)}

The mean wait is ${digits(kernel.erlang_c_wait)} service times by Erlang C.

## Calendar: take the earliest event and set it again

${table(
  ['pending', 'ns', 'simjs queue', 'simjs ÷ ours', 'delays as in care', 'whole days (ties)', 'as in care, one more superseded'],
  Object.entries(hold).map(([pending, row]) => [
    digits(Number(pending)),
    digits(row.ns_per_hold),
    digits(row.ns_per_hold_simjs),
    digits(row.ratio_to_simjs),
    digits(row.ns_per_hold_care),
    digits(row.ns_per_hold_days),
    digits(row.ns_per_hold_superseding),
  ]),
)}

## Draws

${table(
  ['draw', 'ns'],
  Object.entries(sampling).map(([name, ns]) => [name, digits(ns)]),
)}

## Shipped scenarios

${table(
  ['scenario', 'events', 'ns an event', 'replications a second, one thread'],
  Object.entries(scenarios).map(([name, row]) => [name, digits(row.events), digits(row.ns_per_event), digits(row.replications_per_second)]),
)}

An event of Norfolk's baseline takes ${ratios.norfolk_event_to_cpp_event === null ? 'a number of times not measured (no g++)' : `${digits(ratios.norfolk_event_to_cpp_event)} times`} as long as one of the C++ heap above, in the
same minute; an event of \`winter-2021-22\`, with nearly every area full, ${digits(ratios.winter_event_to_norfolk_event)} times as long as one of the baseline. A whole replication of the
baseline takes ${digits(ratios.norfolk_on_simjs_times_slower)} times as long with \`--engine simjs\`.

The whole command with its files, without a report, ${scaling.workers.replications} replications of Norfolk: ${digits(scaling.workers.one)} a second with one worker, ${digits(scaling.workers.two)} with two
(${digits(scaling.workers.two_over_one)} times), ${digits(scaling.workers.resident_mib_two)} MiB resident with two.${manyWords(scaling.workers.many)}

## Growth

${table(
  ['people ×', 'providers ×', 'areas ×', 'weeks ×', 'events', 'ms', 'ns an event', 'MiB', 'time ×', 'memory ×'],
  scaling.growth.map((row) => [
    String(row.people ?? 1),
    String(row.providers ?? 1),
    String(row.areas ?? 1),
    String(row.weeks ?? 1),
    ...[row.events, row.ms, row.ns_per_event, row.memory_mib, row.times_the_time, row.times_the_memory].map((value) => digits(value)),
  ]),
)}

## Start and memory

${table(
  ['', 'ms'],
  [
    ['an empty program in Node', digits(start.node_ms)],
    ['caresim --help', digits(start.help_ms)],
    ['caresim check, Norfolk', digits(start.check_ms)],
    ['caresim run, Norfolk, 50 replications with charts and report', digits(start.run_50_ms)],
  ],
)}

${memory === null ? 'Memory of many replications was not measured this time.' : `${digits(memory.replications)} replications of Norfolk taken in and written: ${digits(memory.resident_mib)} MiB resident at most, ${digits(memory.seconds)} s; bands within ${digits(100 * memory.bands_error, 2)}% of the spread.`}
`;
}

/** Bars of what an event costs, on a logarithmic scale. */
export function chart(results: Results): string {
  const { kernel, scenarios } = results;
  const bars: (readonly [string, number | null, boolean])[] = [
    ['C++ heap, M/M/10', kernel.ns_per_event_cpp, false],
    ['caresim kernel, M/M/10', kernel.ns_per_event, true],
    ['simjs, M/M/10', kernel.ns_per_event_simjs, false],
    ['SimPy, M/M/10', kernel.ns_per_event_simpy, false],
    ...Object.entries(scenarios).map(([name, row]) => [name, row.ns_per_event, true] as const),
  ];
  const shown = bars.filter((bar): bar is readonly [string, number, boolean] => bar[1] !== null);
  const [left, right, line] = [290, 690, 24];
  const most = Math.max(...shown.map(([, ns]) => ns));
  const x = (ns: number) => left + ((right - left) * Math.log10(ns / 10)) / Math.log10(most / 10);
  const ticks = [10, 100, 1000, 10_000].filter((ns) => ns <= most);
  const height = shown.length * line + 58;
  const bar = ([name, ns, isOurs]: readonly [string, number, boolean], i: number) => {
    const y = 12 + i * line;
    return `<text x="${left - 8}" y="${y + 12}" text-anchor="end">${name}</text><rect x="${left}" y="${y}" width="${Math.max(1, x(ns) - left).toFixed(1)}" height="16" fill="${isOurs ? '#1d70b8' : '#8a8f94'}"/><text x="${(x(ns) + 6).toFixed(1)}" y="${y + 12}">${digits(ns)}</text>`;
  };
  const axis = ticks.map(
    (ns) =>
      `<line x1="${x(ns).toFixed(1)}" x2="${x(ns).toFixed(1)}" y1="6" y2="${height - 42}" stroke="#d5d8da"/><text x="${x(ns).toFixed(1)}" y="${height - 26}" text-anchor="middle">${digits(ns)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${height}" role="img" aria-label="Nanoseconds an event on a logarithmic scale: ${shown.map(([name, ns]) => `${name} ${digits(ns)}`).join('; ')}" font-family="system-ui, sans-serif" font-size="12" fill="#24292e"><rect width="760" height="${height}" fill="#fff"/>${axis.join('')}${shown.map(bar).join('')}<text x="${left}" y="${height - 8}">nanoseconds an event, logarithmic scale</text></svg>
`;
}
