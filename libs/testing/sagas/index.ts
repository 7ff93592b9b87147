/** Helpers for specs of sagas; pure, so that they need neither Nest nor a database. */
export { explore } from './explore.js';
export type { Explored, ExploreOptions, Rules } from './explore.js';
export { follow, ring, timeout } from './follow.js';
export type { Explorable } from './journals.js';
export * from './trip.js';
export * as tripSteps from './trip-steps.js';
export type { World } from './world.js';
