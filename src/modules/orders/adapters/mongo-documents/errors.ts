/** A collection is not there, or was not finished: it was dropped or lost, and is made again by the projector. */
export class CopyMissing extends Error {}

const is =
  (code: number) =>
  (error: unknown): boolean =>
    error instanceof Error && 'code' in error && error.code === code;

export const isNamespaceMissing = is(26);
export const isNamespaceTaken = is(48);
export const isExpired = is(50);
