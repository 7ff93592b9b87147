/** Runs effects for specs of their handlers. */
export { effect } from './effect.js';
