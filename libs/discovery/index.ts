/** The instances of a context, and which of them gets the next call. */
export type { Discovery, Instance } from './discovery.js';
export type { Announced, Registry } from './registry.js';
export { Rotation, type RotationOptions } from './rotation.js';
export { canConnect } from './can-connect.js';
export { staticDiscovery } from './static-discovery.js';
