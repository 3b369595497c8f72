/** `caresim schema`: the JSON Schema of scenario files, for editors. */
import { jsonSchema } from '../../scenario/json-schema.js';
import type { Args } from '../args.js';
import { EXIT } from '../errors.js';
import type { Terminal } from '../terminal.js';

/** @returns the exit code */
export async function schema(_args: Args, terminal: Terminal): Promise<number> {
  terminal.out(JSON.stringify(jsonSchema(), null, 2));
  return EXIT.done;
}
