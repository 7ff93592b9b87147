/** With which code the process ends. */
export const EXIT = { refused: 1, usage: 2, unreachable: 3 } as const;

/** A command could not do what it was asked to; the message says why, and what to do about it. */
export class Failure extends Error {
  readonly code = 'cli.failed';
  constructor(
    readonly exitCode: (typeof EXIT)[keyof typeof EXIT],
    message: string,
  ) {
    super(message);
  }
}
