/** A step of a change is missing (code is written and not listed, or the other way round). Names every such step with its place. */
export class ForgottenError extends Error {
  readonly code = 'start.forgotten';
  constructor(readonly steps: readonly string[]) {
    super(`A step was forgotten:\n${steps.map((step) => `  - ${step}`).join('\n')}`);
  }
}
