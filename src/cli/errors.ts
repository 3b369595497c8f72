/** Exit codes and the one error that means "fix your command". */
import { wrapped } from './wrap.js';

export const EXIT = { done: 0, ourFault: 1, wrongInput: 2, targetMissed: 3, interrupted: 130 } as const;

/** The command, a file or an option is wrong. Every problem found, one line each; nothing has been written. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    readonly problems: readonly string[],
    readonly hint?: string,
  ) {
    super(problems.join('\n'));
  }
}

const EXIT_CODES: readonly (readonly [code: number, words: string])[] = [
  [EXIT.done, 'done'],
  [EXIT.ourFault, 'the program failed: a fault of ours, please report it'],
  [EXIT.wrongInput, 'the input is wrong (file, scenario or option); nothing was written'],
  [EXIT.targetMissed, 'ran, but a target was missed and --require-targets was given'],
  [
    EXIT.interrupted,
    'interrupted; finished futures are kept in a result marked partial, and the same command with --resume goes on to the same result',
  ],
];

export function exitCodesHelp(width: number): string {
  return ['Exit codes', '', ...EXIT_CODES.flatMap(([code, words]) => wrapped(words, width, `  ${String(code).padEnd(5)}`))].join('\n');
}
