/** `caresim check`: are the scenarios sound, and what follows from them before anything runs. */
import { counted } from '../../report/words/numbers.js';
import { describe } from '../../scenario/describe.js';
import { phraseWarning } from '../../scenario/issue.js';
import { warningsOf as warningsOfScenario } from '../../scenario/warnings.js';
import { type Args, quoted } from '../args.js';
import { checkText, warningsOf } from '../check-text.js';
import { EXIT } from '../errors.js';
import { footprintsOf } from '../footprints.js';
import { optionsOf, readScenarios, sayNothing } from '../load.js';
import type { Terminal } from '../terminal.js';

/** Whether the scenarios can be run, and whether arithmetic alone says that some of them settle only by people giving up. */
function verdict(scenarios: number, unsettled: number): string {
  const all = scenarios === 2 ? 'Both scenarios' : `All ${scenarios} scenarios`;
  if (unsettled === 0) return scenarios === 1 ? 'The scenario is sound' : `${all} are sound`;
  const short = 'more is needed than there is, so that lists settle only by people giving up';
  if (scenarios === 1) return `The scenario can be run, but ${short}`;
  return `${all} can be run, but in ${unsettled === scenarios ? 'each' : `${unsettled} of them`} ${short}`;
}

/** @returns the exit code */
export async function check(args: Args, terminal: Terminal): Promise<number> {
  const print = (document: unknown): void => terminal.out(JSON.stringify(document, null, 2));
  // Problems are the answer too, for editors and scripts; in words they go to standard error as of any other command.
  const scenarios = readScenarios(args, (issues) => {
    if (args.json) print({ issues });
  });
  const descriptions = scenarios.map(describe);
  const footprints = footprintsOf(scenarios, optionsOf(args), scenarios.length > 1);
  sayNothing(footprints, args, () => {});
  const slips = scenarios.map((scenario) => warningsOfScenario(scenario, false));
  const documents = descriptions.map((said, i) => ({ ...said, footprint: footprints[i] ?? null, warnings: slips[i]! }));
  const said = descriptions.map((description, i) => ({ description, footprint: footprints[i], slips: slips[i]!.map(phraseWarning) }));
  if (args.json) print(documents.length === 1 ? documents[0] : documents);
  else terminal.out(checkText(scenarios, said, { width: terminal.width ?? 80, isVerbose: args.verbose }));
  const warnings = scenarios.reduce((sum, scenario, i) => sum + warningsOf(scenario, said[i]!).length, 0);
  const unsettled = descriptions.filter(({ overloads }) => overloads.length > 0).length;
  terminal.say(`\n${verdict(scenarios.length, unsettled)}${warnings > 0 ? `; ${counted(warnings, 'thing')} to look at above` : ''}.`);
  // a plan by itself says little: beside what it extends it says what it would change
  const together = scenarios.length > 1 ? args.words : scenarios[0]!.files.slice(0, 2).reverse();
  terminal.suggest('Next: ', `caresim ${together.length > 1 ? 'compare' : 'run'} ${together.map(quoted).join(' ')}`);
  return EXIT.done;
}
