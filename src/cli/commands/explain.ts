/** `caresim explain`: what a setting of a scenario, or a metric of a result, means. */
import { METRICS, type MetricRow } from '../../metrics.js';
import { explain as explainSetting, phraseExplanation } from '../../scenario/explain.js';
import { nearestName } from '../../scenario/nearest.js';
import type { Args } from '../args.js';
import { EXIT, InputError } from '../errors.js';
import type { Terminal } from '../terminal.js';

function phraseMetric(row: MetricRow): string {
  const better = row.better === 'neither' ? 'neither direction is better' : `${row.better} is better`;
  const by = row.by.length > 0 ? `\n  known by  ${row.by.join(', ')}` : '';
  return `${row.id}\n\n  ${row.words}: ${row.meaning}\n  unit      ${row.unit} (${row.kind}); ${better}${by}`;
}

/** The steps of a path that are settings, with a dot at the end; empty when the first is none. */
function knownPart(path: string): string {
  const steps = path.split('.');
  const known = steps.findLastIndex((_, i) => explainSetting(steps.slice(0, i + 1).join('.')).ok);
  return steps
    .slice(0, known + 1)
    .map((step) => `${step}.`)
    .join('');
}

/** @returns the exit code */
export async function explain(args: Args, terminal: Terminal): Promise<number> {
  const path = args.words[0] ?? '';
  const metric = METRICS.find((row) => row.id === path);
  if (metric) {
    terminal.out(phraseMetric(metric));
    return EXIT.done;
  }
  const found = explainSetting(path);
  if (found.ok) {
    terminal.out(phraseExplanation(found.explanation));
    return EXIT.done;
  }
  const ids = METRICS.map((row) => row.id);
  const nearest = found.nearest === undefined ? nearestName(path, ids) : `${knownPart(path)}${found.nearest}`;
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  const names = found.names.length > 0 ? `Settings there: ${found.names.join(', ')}.` : 'It has no settings beneath it.';
  throw new InputError([`${path} is neither a setting nor a metric.${hint}`], names);
}
