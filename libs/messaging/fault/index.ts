/** Points at which tests kill, stop or delay a process. In production none is enabled, and a point costs one comparison. */
export const FAULT_POINTS = [
  'inbox.taken',
  'inbox.claimed',
  'inbox.loaded',
  'inbox.before_commit',
  'inbox.after_commit',
  'inbox.after_reply',
  'outbox.before_send',
  'outbox.after_send',
  'outbox.after_receipt',
  'outbox.swept',
  'effect.before_call',
  'effect.after_call',
  'effect.after_result',
  'timer.due',
  'projection.read',
  'projection.written',
  'projection.filled',
  'start.before_migrate',
  'start.mid_migrate',
  'stop.begin',
  'stop.drained',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

interface Armed {
  readonly point: string;
  /** The n-th time that the point is reached. */
  nth: number;
  readonly action: string;
}

/** A value of `FAULT` that is not a point: every frame is delivered twice, as by a bad network or broker. */
export const FRAMES_TWICE = 'frames:every:twice';

const parts = process.env['FAULT']?.split(',') ?? [];
const armed = parse(parts.filter((part) => part && part !== FRAMES_TWICE));
const HANG_MS = 3_600_000;

/** Whether lanes deliver every frame twice. Read when a lane is made, so that it costs nothing per frame. */
export const areFramesTwice: boolean = parts.includes(FRAMES_TWICE);

/** `FAULT=inbox.before_commit:3:kill9`, several separated by commas; actions: kill9, stop, throw, hang, delay, exit. */
function parse(faults: readonly string[]): Armed[] | undefined {
  if (!faults.length) return undefined;
  return faults.map((part) => {
    const [point, nth, action] = part.split(':');
    if (!FAULT_POINTS.includes(point as FaultPoint) || !action)
      throw new Error(`FAULT: "${part}" is not <point>:<nth>:<action>`);
    return { point: point!, nth: Number(nth), action };
  });
}

/** A named point for fault injection. Returns a promise only when a fault is enabled for it. */
export function fault(point: FaultPoint): Promise<void> | undefined {
  const due = armed?.find((one) => one.point === point && --one.nth === 0);
  return due && strike(point, due.action);
}

async function strike(point: FaultPoint, action: string): Promise<void> {
  process.stderr.write(`FAULT ${point} ${action}\n`);
  if (action === 'kill9') process.kill(process.pid, 'SIGKILL');
  if (action === 'stop') process.kill(process.pid, 'SIGSTOP');
  if (action === 'throw') throw new Error(`fault at ${point}`);
  if (action === 'kill9' || action === 'hang') await new Promise((resolve) => setTimeout(resolve, HANG_MS));
  if (action.startsWith('delay')) await new Promise((resolve) => setTimeout(resolve, Number(action.slice(5)) || 1_000));
}
