/** Why replicas were not added or removed: `scale.busy`, `scale.unknown` and others. The message says what to do. */
export class ScaleError extends Error {
  constructor(
    readonly code: `scale.${string}`,
    message: string,
  ) {
    super(message);
  }
}
