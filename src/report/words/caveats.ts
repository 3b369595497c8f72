/**
 * What limits the answer: what the model leaves out, numbers without a source, targets missed, too few futures.
 */
import type { Manifest, ResultFolder } from '../../result/document.js';
import { targetWords } from './answer.js';
import { type Names, namesOf } from './names.js';
import { counted, listed } from './numbers.js';
import { countsOf, isInput } from './register.js';

export interface Caveat {
  readonly title: string;
  readonly text: string;
}

/** The caveats that matter most, most important first. `baseline` is the run that ought to match what is known. */
export function caveatsOf(baseline: ResultFolder, manifest: Manifest): Caveat[] {
  const caveats: Caveat[] = [];
  if (manifest.partial)
    caveats.push({ title: 'The run was interrupted.', text: `Only ${counted(manifest.replications, 'simulated future')} were finished.` });
  const targets = targetCaveat(baseline, namesOf(manifest.scenarios[0]));
  if (targets) caveats.push(targets);
  const sources = sourceCaveat(manifest);
  if (sources) caveats.push(sources);
  caveats.push({
    title: 'Futures differ by chance alone.',
    text: 'Every future uses the same inputs. That the inputs may be wrong is not in the bands: see the register of assumptions, and test those that matter with a sensitivity run.',
  });
  if (manifest.replications < 50 && !manifest.partial)
    caveats.push({
      title: 'Few futures.',
      text: `With ${counted(manifest.replications, 'simulated future')}, counts out of 100 are rough; run 200 or more before deciding.`,
    });
  return caveats;
}

function targetCaveat(baseline: ResultFolder, names: Names): Caveat | null {
  const { targets } = baseline.summary;
  const missed = targets.filter((target) => target.verdict === 'missed');
  if (targets.length === 0)
    return {
      title: 'Nothing to check against.',
      text: 'The scenario states no targets, so nobody has shown that it resembles the council today.',
    };
  if (missed.length === 0) return null;
  const named = missed.slice(0, 3).map((target) => targetWords(target, names));
  const more = missed.length - named.length;
  return {
    title: `${counted(missed.length, 'target')} of ${targets.length} missed.`,
    text: `The scenario does not reproduce ${listed(more > 0 ? [...named, `${more} more`] : named)}. Conclusions that rest on these are weaker.`,
  };
}

function sourceCaveat(manifest: Manifest): Caveat | null {
  const all = new Map(manifest.scenarios.flatMap((scenario) => scenario.assumptions).map((one) => [one.path, one]));
  const inputs = countsOf([...all.values()].filter(isInput));
  const { withoutSource, assumed } = inputs;
  if (withoutSource === 0 && assumed === 0) return null;
  const of = `of ${counted(inputs.all, 'number')} that go into the run`;
  if (withoutSource === 0)
    return {
      title: `${assumed} ${of} ${assumed === 1 ? 'is an assumption' : 'are assumptions'}.`,
      text: 'Each has its reason in the register below; the others have a source. The answer holds only as far as the assumptions do.',
    };
  return {
    title: `${withoutSource} ${of} ${withoutSource === 1 ? 'has' : 'have'} no source.`,
    text: `${assumed > 0 ? `Another ${assumed} ${assumed === 1 ? 'is an assumption' : 'are assumptions'} with a stated reason. ` : ''}The register below lists those without a source first. The answer holds only as far as they do.`,
  };
}
