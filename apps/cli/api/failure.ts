/** The exit code of the process. */
export const EXIT = { refused: 1, usage: 2, unreachable: 3 } as const;

/** A command failed for a reason that the user can act on; the message gives the reason and the remedy. */
export class Failure extends Error {
  readonly code = 'cli.failed';
  constructor(
    readonly exitCode: (typeof EXIT)[keyof typeof EXIT],
    message: string,
  ) {
    super(message);
  }
}
