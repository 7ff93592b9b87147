import { checkNode } from '#libs/hosting/node-version';

checkNode();
const { run } = await import('./run.js');

/** A payment provider for development and tests that speaks the part of Stripe's API which Cleave uses. */
await run();
