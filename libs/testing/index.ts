export * from './sagas/index.js';
