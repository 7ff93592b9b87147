export { contextApp, type ContextApp } from './context-app.js';
export { ProcessHost, type ProcessHostOptions } from './process-host.js';
