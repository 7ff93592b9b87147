import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gauge } from '../../instrument.js';
import type { Metering } from '../../metering.js';

const DELAY = gauge('nodejs.eventloop.delay', 's', 'How late the event loop was, in the last minute at most.');
const RESOLUTION_MS = 10;
/** Whoever asks often or seldom sees the same time: it is divided in halves, of which the older one is forgotten. */
const HALF_MS = 30_000;

/** The quantiles of the delay beyond the resolution of the timer. */
export function observeEventLoop(metering: Metering): () => void {
  const halves = [monitor(), monitor()];
  const turn = setInterval(() => {
    halves.shift()!.disable();
    halves.push(monitor());
  }, HALF_MS).unref();
  const end = metering.observe([DELAY], (tell) => {
    const [whole] = halves as [ReturnType<typeof monitor>];
    const seconds = { p50: whole.percentile(50), p99: whole.percentile(99), max: whole.max };
    for (const [statistic, nanoseconds] of Object.entries(seconds)) tell(DELAY, beyond(nanoseconds), { statistic });
  });
  return () => {
    clearInterval(turn);
    for (const half of halves) half.disable();
    end();
  };
}

function monitor() {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return histogram;
}

const beyond = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1e3);
