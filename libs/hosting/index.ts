export { hostingConfig, seatConfig } from './config.js';
export { contextApp, type ContextApp } from './context-app.js';
export { contractsIn } from './contexts.js';
export type { Contexts, ContextEntry, Door, DoorEntry, Opened, PlaceOf } from './contexts.js';
export { directoryOf } from './directory-of.js';
export { hostProcess, type HostOptions } from './host-process.js';
export { migrateProcess } from './migrate-process.js';
export { ProcessHost, type ProcessHostOptions } from './process-host.js';
export { monolithSeat, seatFrom } from './take-seat.js';
