import { counter, metering } from '#libs/telemetry';

const CALLS = counter('cleave.effect.calls', '{call}', 'Calls of external systems, by how they have ended.');

/**
 * - **done**: the system has given a definite answer, also a no.
 * - **unknown**: it has not; the call is asked for later.
 * - **refused**: it was not begun, since the breaker is open.
 */
export type EffectOutcome = 'done' | 'unknown' | 'refused';

export const effectCalled = (effect: string, outcome: EffectOutcome): void => metering?.add(CALLS, { effect, outcome });
