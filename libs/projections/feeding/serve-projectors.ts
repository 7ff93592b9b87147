import { parentPort } from 'node:worker_threads';
import type { Projector, ProjectorNews } from './projector.js';
import { DRAIN, type News } from './messages.js';

/** What projectors in this thread tell, as messages to the thread that has started it. */
export const newsForParent: ProjectorNews = {
  log: (sentence) => post(['log', sentence]),
  warn: (sentence) => post(['warn', sentence]),
  wrote: (store, documents) => post(['wrote', store, documents]),
  waits: (store, why) => post(['waits', store, why]),
};

const post = (news: News): void => parentPort!.postMessage(news);

/** Runs projectors in a thread of their own until it is told to end. */
export function serveProjectors(projectors: readonly Projector<any>[]): void {
  for (const projector of projectors) projector.start();
  parentPort!.on('message', (message) => {
    if (message !== DRAIN) return;
    void Promise.all(projectors.map((projector) => projector.drain())).finally(() => parentPort!.close());
  });
}
