import type { Carrier } from '#libs/messaging';
import { cpuOfFamily } from '../measure/processes.js';
import { frame, request } from './shop-talk.js';

/** A round trip to the receiver. */
export interface Errand {
  /** Its name in the report. */
  readonly what: string;
  /** Messages in a frame; undefined for a request. */
  readonly messages?: number;
  /** Rejects when the answer is wrong. */
  run(carrier: Carrier): Promise<void>;
}

/** Microseconds for one request or message. */
export interface Cost {
  /** One at a time. */
  readonly aloneUs: number;
  /** With IN_FLIGHT concurrent calls. */
  readonly manyUs: number;
  /** CPU time of both processes and of the broker, with IN_FLIGHT concurrent calls. */
  readonly manyCpuUs?: number;
}

export const IN_FLIGHT = 64;
export const FRAMES = [1, 10, 100, 256];

export const ERRANDS: readonly Errand[] = [
  { what: 'request', run: requesting() },
  ...FRAMES.map((messages) => ({ what: `message in a frame of ${messages}`, messages, run: delivering(messages) })),
];

export async function costOf({ run, messages = 1 }: Errand, carrier: Carrier, seconds: number): Promise<Cost> {
  const alone = await timed(() => run(carrier), 1, seconds);
  const many = await timed(() => run(carrier), IN_FLIGHT, seconds);
  const each = (spent: number | undefined, calls: number) =>
    spent === undefined ? undefined : (spent * 1e6) / (calls * messages);
  return {
    aloneUs: each(alone.seconds, alone.calls)!,
    manyUs: each(many.seconds, many.calls)!,
    manyCpuUs: each(many.cpu, many.calls),
  };
}

/** Concurrent callers, each of which repeats its call after the answer; the first fifth of the time is warm-up. */
async function timed(call: () => Promise<void>, callers: number, seconds: number) {
  await loop(call, callers, seconds / 5);
  const [since, cpu] = [performance.now(), cpuOfFamily(process.pid)];
  const calls = await loop(call, callers, seconds);
  const spent = cpuOfFamily(process.pid);
  return { calls, seconds: (performance.now() - since) / 1_000, cpu: spent === undefined ? undefined : spent - cpu! };
}

async function loop(call: () => Promise<void>, callers: number, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  let calls = 0;
  const caller = async (): Promise<void> => {
    for (; performance.now() < end; calls++) await call();
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return calls;
}

/** The same messages every time, so that creating them is not measured. */
function requesting(): Errand['run'] {
  const one = request();
  return async (carrier) => {
    const reply = await carrier.request(one);
    if ('error' in reply) throw new Error(`the request was refused: ${reply.error.message}`);
  };
}

function delivering(messages: number): Errand['run'] {
  const one = frame(messages);
  return async (carrier) => {
    const receipts = await carrier.deliver(one);
    const done = receipts.filter(({ outcome }) => outcome === 'done');
    if (done.length !== messages) throw new Error(`${messages - done.length} of ${messages} messages were not taken`);
  };
}
