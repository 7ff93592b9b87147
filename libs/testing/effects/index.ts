/** Carries out effects for specs of their handlers: what is asked, what is done, what the context is told. */
export { effect } from './effect.js';
