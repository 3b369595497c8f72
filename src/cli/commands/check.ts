/** `caresim check`: are the scenarios sound, and what follows from them before anything runs. */
import { describe } from '../../scenario/describe.js';
import { phraseDescription } from '../../scenario/describe-text.js';
import type { Args } from '../args.js';
import { EXIT } from '../errors.js';
import { readScenarios } from '../load.js';
import type { Terminal } from '../terminal.js';

/** @returns the exit code */
export async function check(args: Args, terminal: Terminal): Promise<number> {
  const descriptions = readScenarios(args).map(describe);
  if (args.json) terminal.out(JSON.stringify(descriptions.length === 1 ? descriptions[0] : descriptions, null, 2));
  else terminal.out(descriptions.map(phraseDescription).join('\n\n'));
  const sound = descriptions.length === 1 ? 'The scenario is sound.' : `All ${descriptions.length} scenarios are sound.`;
  terminal.say(`${sound}\nNext: caresim run ${args.words[0]}`);
  return EXIT.done;
}
