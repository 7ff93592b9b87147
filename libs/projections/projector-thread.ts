import { Worker } from 'node:worker_threads';
import { within, type Companion } from '#libs/messaging';
import { DRAIN, tell, type News, type ProjectorNews } from './feeding/index.js';

/** A set of documents and a page of changes take some megabytes. */
const LIMITS = { maxOldGenerationSizeMb: 256 };
const RESTART_MS = 1_000;
const LONGEST_RESTART_MS = 60_000;
/** How long a stop waits for it, before it is ended in the middle of its work. */
const STOP_MS = 1_500;

/**
 * Projectors in a thread of their own. A document takes 0.1 ms to build and to write: in the thread of the context that was a tenth of a
 * profile of the benchmark. A thread that ends by itself is started again.
 */
export class ProjectorThread implements Companion {
  private worker: Worker | undefined;
  private isOpen = false;
  private failures = 0;
  private retry: NodeJS.Timeout | undefined;

  /**
   * @param entry  a module that calls `serveProjectors`
   * @param data   its `workerData`
   */
  constructor(
    private readonly entry: URL,
    private readonly data: unknown,
    private readonly news: ProjectorNews,
  ) {}

  start(): void {
    this.isOpen = true;
    const worker = (this.worker = new Worker(this.entry, { workerData: this.data, resourceLimits: LIMITS }));
    worker.on('message', (news: News) => this.told(news));
    worker.on('error', (error: Error) => this.news.warn(`the projections' thread failed: ${error.message}`));
    worker.once('exit', () => this.ended());
  }

  async drain(): Promise<void> {
    this.isOpen = false;
    clearTimeout(this.retry);
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage(DRAIN);
    await within(STOP_MS, ended, () => worker.terminate());
  }

  private told(news: News): void {
    if (news[0] === 'wrote') this.failures = 0;
    tell(this.news, news);
  }

  private ended(): void {
    this.worker = undefined;
    if (!this.isOpen) return;
    const inMs = Math.min(LONGEST_RESTART_MS, RESTART_MS * 2 ** this.failures++);
    this.retry = setTimeout(() => this.start(), inMs);
  }
}
