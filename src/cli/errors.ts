/** Exit codes and the one error that means "fix your command". */

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

export const EXIT_CODES_HELP = `Exit codes

  0    done
  1    the program failed: a fault of ours, please report it
  2    the input is wrong (file, scenario or option); nothing was written
  3    ran, but a target was missed and --require-targets was given
  130  interrupted; finished futures are kept in a result marked partial, and
       the same command with --resume goes on to the same result`;
