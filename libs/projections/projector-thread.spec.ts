import { ProjectorThread } from './projector-thread.js';
import type { ProjectorNews } from './feeding/index.js';

const threadOf = (source: string) =>
  new URL(`data:text/javascript,import { parentPort } from 'node:worker_threads'; ${source}`);

/** A thread from a source, and what it tells. */
function thread(source: string) {
  const told: unknown[][] = [];
  const waiting: (() => void)[] = [];
  const hear =
    (what: string) =>
    (...said: unknown[]) => (told.push([what, ...said]), waiting.splice(0).forEach((go) => go()));
  const news = { log: hear('log'), warn: hear('warn'), wrote: hear('wrote'), waits: hear('waits') } as ProjectorNews;
  const until = async (count: number) => {
    while (told.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return { told, until, it: new ProjectorThread(threadOf(source), {}, news) };
}

it('passes on what its projectors tell', async () => {
  const {
    told,
    until,
    it: one,
  } = thread(
    `parentPort.postMessage(['wrote', 'postgres', 7]); parentPort.postMessage(['waits', 'postgres', 'the disk is full']); parentPort.once('message', () => parentPort.close());`,
  );
  one.start();
  await until(2);
  await one.drain();
  expect(told).toEqual([
    ['wrote', 'postgres', 7],
    ['waits', 'postgres', 'the disk is full'],
  ]);
});

it('starts it again when it has failed, and says why', async () => {
  const { told, until, it: one } = thread(`throw new Error('no memory');`);
  one.start();
  await until(2);
  await one.drain();
  expect(told.slice(0, 2)).toEqual(Array(2).fill(['warn', "the projections' thread failed: no memory"]));
});

it('ends one that does not end by itself', async () => {
  const { until, it: one } = thread(`parentPort.postMessage(['log', 'begun']); setInterval(() => undefined, 1e6);`);
  one.start();
  await until(1);
  await one.drain();
});

it('does not start it again after the end', async () => {
  const {
    told,
    until,
    it: one,
  } = thread(`parentPort.postMessage(['log', 'begun']); parentPort.once('message', () => parentPort.close());`);
  one.start();
  await until(1);
  await one.drain();
  expect(told).toEqual([['log', 'begun']]);
});
