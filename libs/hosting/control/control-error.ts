/** A command was not executed; the message says why, and what to do about it. Codes begin with `control.` or with the command. */
export class ControlError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
