/** Something is written and not in use, or in use and not written: every such step is named, with its place. */
export class ForgottenError extends Error {
  readonly code = 'start.forgotten';
  constructor(readonly steps: readonly string[]) {
    super(`A step was forgotten:\n${steps.map((step) => `  - ${step}`).join('\n')}`);
  }
}
