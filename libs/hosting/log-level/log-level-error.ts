/** Log levels could not be read or changed; the message says why. Codes begin with `log-level.`, or are those that the process answers. */
export class LogLevelError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
