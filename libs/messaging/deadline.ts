/**
 * Runs `judge` once all that has arrived was read. Node runs timers that are due before it reads from sockets: after a standstill
 * (a stopped process, a long computation) a deadline passes although what it waits for lies there unread. The second turn makes
 * sure that a whole phase of reading lies between, wherever in the event loop this is called.
 *
 * @returns takes it back
 */
export function afterReading(judge: () => void): () => void {
  let next = setImmediate(() => (next = setImmediate(judge)));
  return () => clearImmediate(next);
}

/**
 * A deadline for somebody else's answer: `setTimeout`, but what has arrived is read before it is judged.
 *
 * @returns takes it back
 */
export function deadline(ms: number, judge: () => void): () => void {
  let reading: (() => void) | undefined;
  const timer = setTimeout(() => (reading = afterReading(judge)), ms);
  return () => {
    clearTimeout(timer);
    reading?.();
  };
}

/** What the work gives, or `late` after so many milliseconds, which may throw. One promise, and no race: a frame or request has one each. */
export function within<T, L>(ms: number, work: Promise<T>, late: () => L | Promise<L>): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const inTime = deadline(ms, () => void Promise.try(late).then(resolve, reject));
    work.then(
      (value) => {
        inTime();
        resolve(value);
      },
      (error: unknown) => {
        inTime();
        reject(error as Error);
      },
    );
  });
}
