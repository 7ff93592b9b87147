import type { Contexts } from './contexts.js';

const load = () => Promise.reject(new Error('nothing is loaded'));

/** A shop, a till with a bank beside it, and a window to the street. */
export const contexts: Contexts = {
  file: import.meta.filename,
  contexts: {
    shop: { contracts: {}, subscribes: [], load },
    till: { contracts: {}, subscribes: [], databases: ['bank'], load },
  },
  door: { name: 'window', load },
};
